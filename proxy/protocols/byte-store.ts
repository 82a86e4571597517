const nothing = Buffer.alloc(0);
const smallest = 1024;

/**
 * Bytes kept in arrival order, taken off at the front. The first piece is only borrowed: nothing is copied until a second one
 * comes or {@link own} is called, so what lies whole in one chunk is never copied. Not a queue of chunks: tiny pieces do not
 * cost an object each. The buffer grows by doubling, never beyond what `append` is told is the most.
 */
export class ByteStore {
  #bytes: Buffer = nothing;
  #start = 0;
  #end = 0;
  #owned = false;

  get length(): number {
    return this.#end - this.#start;
  }

  /** The kept bytes without a copy; valid until the next call that changes the store. */
  view(): Buffer {
    if (this.#start === 0 && this.#end === this.#bytes.length) return this.#bytes;
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /** @param most largest `length` the caller will ever let this store reach */
  append(piece: Buffer, most: number): void {
    if (this.#start === this.#end && !this.#owned) {
      this.#bytes = piece;
      this.#start = 0;
      this.#end = piece.length;
      return;
    }
    this.#reserve(piece.length, most);
    piece.copy(this.#bytes, this.#end);
    this.#end += piece.length;
  }

  /**
   * Copies what is only borrowed; call it before the lender's buffer goes out of hand.
   *
   * @param expected the length it is likely to reach, for which room is made at once if that is little
   */
  own(expected = 0): void {
    if (!this.#owned && this.#end > this.#start) this.#move(Math.max(this.length, Math.min(expected, 16 * smallest)));
  }

  /** Takes `count` bytes off the front, and gives memory back when most of the buffer lies idle. */
  drop(count: number): void {
    this.#start += count;
    if (this.#owned && this.#bytes.length > 64 * smallest && this.length * 4 < this.#bytes.length) this.#move(this.length);
  }

  /** Gives back what the kept bytes do not need. */
  shrink(): void {
    if (this.#owned && this.length + smallest < this.#bytes.length) this.#move(this.length);
  }

  clear(): void {
    this.#bytes = nothing;
    this.#start = 0;
    this.#end = 0;
    this.#owned = false;
  }

  #reserve(more: number, most: number): void {
    const needed = this.length + more;
    const capacity = this.#bytes.length;
    if (this.#owned && this.#end + more <= capacity) return;
    if (this.#owned && needed <= capacity && this.#start * 2 >= capacity) {
      this.#bytes.copyWithin(0, this.#start, this.#end);
      this.#end -= this.#start;
      this.#start = 0;
      return;
    }
    this.#move(Math.max(needed, Math.min(Math.max(needed * 2, smallest), most)));
  }

  #move(capacity: number): void {
    // Small ones may share a slab of Node's pool; large ones must not keep one alive.
    const bytes = capacity === 0 ? nothing : capacity <= 2 * smallest ? Buffer.allocUnsafe(capacity) : Buffer.allocUnsafeSlow(capacity);
    this.#bytes.copy(bytes, 0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
    this.#bytes = bytes;
    this.#owned = capacity !== 0;
  }
}
