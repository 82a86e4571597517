/** Bytes of the longest token that is remembered: a name, not a random one. */
const longest = 24;
/** Slots, a power of two; a new token takes the place of the one before it. */
const slots = 4096;
const slotBytes = 32;

/** Remembers short tokens that hide nothing: names come again and again in a document. Bounded: 128 KiB. */
export class TokenMemory {
  /** A token and, in its slot's last byte, its length. */
  readonly #store = new Uint8Array(slots * slotBytes);

  has(bytes: Uint8Array, start: number, stop: number): boolean {
    const length = stop - start;
    if (length > longest) return false;
    const slot = slotOf(bytes, start, stop);
    const store = this.#store;
    if (store[slot + slotBytes - 1] !== length) return false;
    for (let index = 0; index < length; index += 1) if (store[slot + index] !== bytes[start + index]) return false;
    return true;
  }

  add(bytes: Uint8Array, start: number, stop: number): void {
    const length = stop - start;
    if (length > longest) return;
    const slot = slotOf(bytes, start, stop);
    for (let index = 0; index < length; index += 1) this.#store[slot + index] = bytes[start + index]!;
    this.#store[slot + slotBytes - 1] = length;
  }
}

function slotOf(bytes: Uint8Array, start: number, stop: number): number {
  let hash = 0;
  for (let index = start; index < stop; index += 1) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
  return ((hash ^ (hash >>> 15)) & (slots - 1)) * slotBytes;
}
