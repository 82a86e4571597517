import type { Brake } from '../../relay/brake.js';

/** Bytes held while the brake is engaged; as much as a system's own buffer would take. */
const limit = 1024 * 1024;

/**
 * Holds datagrams back while the brake is engaged, in order and bounded, as the system's buffer does when a socket is not read. What does
 * not fit is dropped, as it would be there: a UDP sender cannot be made to wait.
 */
export class BrakedQueue {
  readonly #brake: Brake;
  readonly #dropped: () => void;
  #held: { readonly size: number; readonly deliver: () => void }[] = [];
  #bytes = 0;
  #waiting = false;

  constructor(brake: Brake, dropped: () => void) {
    this.#brake = brake;
    this.#dropped = dropped;
  }

  /** Whether a datagram must be held: nothing may overtake what is. */
  get mustHold(): boolean {
    return this.#brake.engaged || this.#held.length > 0;
  }

  hold(size: number, deliver: () => void): void {
    if (this.#bytes + size > limit) return void this.#dropped();
    this.#held.push({ size, deliver });
    this.#bytes += size;
    this.#await();
  }

  #await(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#brake.onRelease(() => {
      this.#waiting = false;
      this.#drain();
    });
  }

  #drain(): void {
    let done = 0;
    for (const { size, deliver } of this.#held) {
      if (this.#brake.engaged) break;
      done += 1;
      this.#bytes -= size;
      deliver();
    }
    this.#held = this.#held.slice(done);
    if (this.#held.length > 0) this.#await();
  }
}
