import type { Direction } from '../../model/index.js';
import type { Observer } from '../protocols/index.js';

/**
 * An observer whose exceptions end with it: the relay goes on, nothing more is observed, and `onFault` is told once. Observers do
 * not throw by contract, but what they call (decoding, judging) is far away from sockets and must not be able to break them.
 */
export class GuardedObserver implements Observer {
  readonly #onFault: (error: unknown) => void;
  #observer: Observer | undefined;

  constructor(create: () => Observer, onFault: (error: unknown) => void) {
    this.#onFault = onFault;
    try {
      this.#observer = create();
    } catch (error) {
      onFault(error);
    }
  }

  observe(direction: Direction, bytes: Buffer, now: number): void {
    try {
      this.#observer?.observe(direction, bytes, now);
    } catch (error) {
      this.#fail(error);
    }
  }

  end(direction: Direction, now: number): void {
    try {
      this.#observer?.end(direction, now);
    } catch (error) {
      this.#fail(error);
    }
  }

  close(how: 'ended' | 'reset' | 'run-over', now: number): void {
    try {
      this.#observer?.close(how, now);
    } catch (error) {
      this.#fail(error);
    }
  }

  tick(now: number): void {
    try {
      this.#observer?.tick(now);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#observer = undefined;
    this.#onFault(error);
  }
}
