/** Bytes, and separate stretches of them, that are kept at most. */
const mostBytes = 64 * 1024;
const mostPieces = 64;

/**
 * The start of a byte stream that arrives in pieces, in any order, repeated and overlapping (CRYPTO frames of QUIC, handshake fragments of
 * DTLS). Where pieces overlap, what came first stands. Bounded: 64 KiB, in at most 64 stretches that do not touch.
 */
export class Reassembly {
  readonly limit = mostBytes;
  #bytes = Buffer.alloc(0);
  /** Half-open ranges that have arrived, in order, never touching. */
  #ranges: (readonly [start: number, end: number])[] = [];

  /** Keeps a copy of a piece. `false`: it would go over a bound, and nothing of it was kept. */
  put(offset: number, piece: Buffer): boolean {
    const end = offset + piece.length;
    if (end > mostBytes) return false;
    if (piece.length === 0) return true;
    const before = this.#ranges.filter((range) => range[1] < offset);
    const after = this.#ranges.filter((range) => range[0] > end);
    const joined = this.#ranges.slice(before.length, this.#ranges.length - after.length);
    if (before.length + 1 + after.length > mostPieces) return false;
    this.#reserve(end);
    let at = offset;
    for (const [start, stop] of joined) {
      if (start > at) piece.copy(this.#bytes, at, at - offset, start - offset);
      at = Math.max(at, stop);
    }
    if (at < end) piece.copy(this.#bytes, at, at - offset);
    const merged = [Math.min(offset, joined[0]?.[0] ?? offset), Math.max(end, joined.at(-1)?.[1] ?? end)] as const;
    this.#ranges = [...before, merged, ...after];
    return true;
  }

  /** What has arrived without a hole from the start on: a view, valid until the next {@link put}. */
  front(): Buffer {
    const first = this.#ranges[0];
    return first === undefined || first[0] > 0 ? this.#bytes.subarray(0, 0) : this.#bytes.subarray(0, first[1]);
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return;
    const grown = Buffer.alloc(Math.min(mostBytes, Math.max(length, 2 * this.#bytes.length, 2048)));
    this.#bytes.copy(grown);
    this.#bytes = grown;
  }
}
