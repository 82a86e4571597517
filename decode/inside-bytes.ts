import { characterClass, type Run, runsOf } from './runs.js';

/** What compresses data with a mark that chance does not supply often. */
export type Compression = 'gzip' | 'deflate' | 'zstd';

const text = characterClass('\t', '\n', '\r', ' ~');
/** Characters of the shortest run of ASCII text in which something may be encoded. */
const least = 12;

/** The runs of ASCII text in bytes that are no text as a whole: strings of an unknown format, a document behind a header. `units`: one character a byte. */
export function* textRuns(units: string): Generator<Run> {
  for (const { start, end } of runsOf(units, text, least)) {
    // A length or a tag in front may look like text, too.
    const glued = /^[^{[<-]{1,4}(?=[{[<]|--)/.exec(units.slice(start, start + 6))?.[0].length ?? 0;
    yield { start: start + glued, end };
  }
}

/** Places tried in one layer: in random bytes zlib's mark turns up once in 16 KiB. */
const mostMarks = 256;

/**
 * Where gzip, zlib or zstd data may start inside bytes, not at their start. zlib's mark is its two usual header bytes (RFC 1950, as zlib writes
 * them with its default window), which chance makes: what is made of it must prove itself. Raw deflate and brotli have no mark: not found here.
 */
export function* compressedInside(bytes: Buffer): Generator<{ readonly at: number; readonly compression: Compression }> {
  let count = 0;
  for (let at = 1; at + 8 <= bytes.length && count < mostMarks; at += 1) {
    const compression = compressionAt(bytes, at);
    if (compression === undefined) continue;
    count += 1;
    yield { at, compression };
  }
}

function compressionAt(bytes: Buffer, at: number): Compression | undefined {
  const second = bytes[at + 1]!;
  switch (bytes[at]) {
    case 0x1f:
      return second === 0x8b && bytes[at + 2] === 8 ? 'gzip' : undefined;
    case 0x28:
      return second === 0xb5 && bytes[at + 2] === 0x2f && bytes[at + 3] === 0xfd ? 'zstd' : undefined;
    case 0x78:
      return second === 0x01 || second === 0x5e || second === 0x9c || second === 0xda ? 'deflate' : undefined;
    default:
      return undefined;
  }
}
