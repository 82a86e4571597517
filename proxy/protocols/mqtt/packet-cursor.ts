/**
 * Reads the parts of one MQTT packet in order (MQTT 5.0, section 1.5). What would run over its end makes `failed` true, for good; what is read
 * then is empty. Text is given as its bytes in latin1, like headers, so that nothing is lost of what is not UTF-8.
 */
export class PacketCursor {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;
  failed = false;

  constructor(bytes: Buffer, at: number, end: number) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  get at(): number {
    return this.#at;
  }

  get atEnd(): boolean {
    return this.#at === this.#end;
  }

  byte(): number {
    return this.#take(1) ? this.#bytes[this.#at - 1]! : 0;
  }

  uint16(): number {
    return this.#take(2) ? this.#bytes.readUInt16BE(this.#at - 2) : 0;
  }

  skip(count: number): void {
    this.#take(count);
  }

  /** A variable byte integer. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    this.failed = true;
    return 0;
  }

  /** A UTF-8 string, or binary data: two bytes of length, and so many bytes. */
  text(): string {
    const length = this.uint16();
    return this.#take(length) ? this.#bytes.toString('latin1', this.#at - length, this.#at) : '';
  }

  /** The same as a view. */
  binary(): Buffer {
    const length = this.uint16();
    return this.#take(length) ? this.#bytes.subarray(this.#at - length, this.#at) : this.#bytes.subarray(0, 0);
  }

  #take(count: number): boolean {
    if (this.failed || count > this.#end - this.#at) {
      this.failed = true;
      return false;
    }
    this.#at += count;
    return true;
  }
}
