/** Record header, handshake header, and the version in it (RFC 8446, sections 5.1, 4 and 4.1.2). */
const prefixLength = 11;
const recordHeader = 5;
const handshakeHeader = 4;
const start = Buffer.from([0x16, 0x03]);
/** Version, random, an empty session ID, one cipher suite, one compression method. */
const shortestHello = 2 + 32 + 1 + 4 + 2;
const longestRecord = 16_384;

/**
 * Finds where TLS begins in a stream that began without: the start of a ClientHello, anywhere, since protocols announce it with a line
 * (SMTP, IMAP, FTP …), a request of their own (PostgreSQL, LDAP), or directly before it (MySQL, TDS). Six bytes of it are fixed and its two
 * lengths have to fit, so that other bytes do not look like it by chance. Sees the same however the stream is cut; keeps ten bytes.
 *
 * Not found: a hello of SSL 2, one whose first record is shorter than its head.
 */
export class HelloFinder {
  readonly #carried = Buffer.alloc(2 * (prefixLength - 1));
  #length = 0;
  #recordRest = 0;
  /** Bytes of the stream before the next piece. */
  #offset = 0;

  /** Where in the stream it begins, once found. */
  get foundAt(): number {
    return this.#offset;
  }

  /** Bytes of its first record behind the head that was found. */
  get recordRest(): number {
    return this.#recordRest;
  }

  /** Where in `bytes` the head of a ClientHello ends; -1 when none does. Not to be asked again then. */
  feed(bytes: Buffer): number {
    const most = prefixLength - 1;
    if (this.#length > 0) {
      const joined = this.#carried;
      const end = this.#length + bytes.copy(joined, this.#length, 0, Math.min(most, bytes.length));
      for (let at = 0; at < this.#length && at + prefixLength <= end; at += 1) {
        if (this.#isHello(joined, at)) return this.#found(at + prefixLength - this.#length);
      }
    }
    for (let at = bytes.indexOf(start); at >= 0 && at + prefixLength <= bytes.length; at = bytes.indexOf(start, at + 1)) {
      if (this.#isHello(bytes, at)) return this.#found(at + prefixLength);
    }
    this.#carry(bytes, most);
    this.#offset += bytes.length;
    return -1;
  }

  #found(end: number): number {
    this.#offset += end - prefixLength;
    return end;
  }

  #carry(bytes: Buffer, most: number): void {
    const kept = Math.min(this.#length, Math.max(0, most - bytes.length));
    this.#carried.copyWithin(0, this.#length - kept, this.#length);
    this.#length = kept + bytes.copy(this.#carried, kept, Math.max(0, bytes.length - most));
  }

  #isHello(bytes: Buffer, at: number): boolean {
    if (bytes[at] !== 0x16 || bytes[at + 1] !== 0x03 || bytes[at + 2]! > 4 || bytes[at + recordHeader] !== 1) return false;
    if (bytes[at + 6] !== 0 || bytes[at + 9] !== 0x03 || bytes[at + 10]! > 4) return false;
    const record = bytes.readUInt16BE(at + 3);
    const hello = bytes.readUInt16BE(at + 7);
    // A hello may go on in the next record; nothing else stands in its own.
    if (hello < shortestHello || record < prefixLength - recordHeader || record > Math.min(longestRecord, hello + handshakeHeader))
      return false;
    this.#recordRest = record + recordHeader - prefixLength;
    return true;
  }
}
