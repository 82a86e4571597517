import { ByteStore } from './byte-store.js';
import type { ObserverLimits } from './observer.js';

const nothing = Buffer.alloc(0);

/** One window as cut: `bytes` is valid only during the call. `size` is the payload up to the window's end. */
export type CutWindow = (bytes: Buffer, index: number, offset: number, size: number, last: boolean) => void;

/**
 * Cuts an endless stream into windows of `limits.window` bytes, each repeating the last `limits.overlap` bytes of the one
 * before, so that a value across the seam is found. A full window is cut when the next byte comes. Keeps at most one window.
 */
export class WindowedStream {
  readonly #store = new ByteStore();
  readonly #window: number;
  readonly #overlap: number;
  readonly #cut: CutWindow;
  #judged = 0;
  #offset = 0;
  #index = 0;

  constructor(limits: ObserverLimits, cut: CutWindow) {
    this.#window = Math.max(limits.window, 1);
    this.#overlap = Math.min(limits.overlap, this.#window >> 1);
    this.#cut = cut;
  }

  /** Whether bytes wait that no window has shown yet. */
  get hasFresh(): boolean {
    return this.#store.length > this.#judged;
  }

  push(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#store.length === this.#window) this.flush();
      const take = Math.min(this.#window - this.#store.length, bytes.length - at);
      this.#store.append(bytes.subarray(at, at + take), this.#window);
      at += take;
    }
    this.#store.own();
  }

  /** Shows what waits, and keeps the overlap; without fresh bytes it only gives memory back. */
  flush(): void {
    if (!this.hasFresh) {
      this.#store.shrink();
      return;
    }
    const length = this.#store.length;
    this.#cut(this.#store.view(), this.#index, this.#offset, this.#offset + length, false);
    this.#index += 1;
    const keep = Math.min(this.#overlap, length);
    this.#store.drop(length - keep);
    this.#offset += length - keep;
    this.#judged = keep;
  }

  /** The stream is over: the last window, empty if all has been shown; none if there never was a byte. */
  finish(): void {
    const length = this.#store.length;
    if (this.hasFresh) this.#cut(this.#store.view(), this.#index, this.#offset, this.#offset + length, true);
    else if (this.#index > 0) this.#cut(nothing, this.#index, this.#offset + length, this.#offset + length, true);
    this.#store.clear();
    this.#judged = 0;
    this.#index = 0;
  }
}
