import { inflatesAny, inflateWhole } from '../../model/index.js';
import { decompress, startsLikeZlib } from '../compression.js';
import { isMostlyText, startsAsText } from '../printable.js';
import type { Source } from '../source.js';
import type { Transform, Undone } from '../transform.js';

/** What a first look at bytes that nothing declares makes of them: identifiers in binary start like compressed data every now and then. */
const firstLook = Buffer.allocUnsafeSlow(4096);

/** Raw deflate has no mark, so only a stream that ends with its last byte counts, and shorter ones are chance. */
const shortestRaw = 10;

/**
 * HTTP's `deflate` is zlib's format (RFC 1950), but many send raw deflate (RFC 1951) under that name: both are read. Sniffed, zlib's must be
 * without flaw, as its mark is short, and raw deflate is a guess unless text comes out.
 */
export const deflate: Transform = {
  name: 'deflate',
  codings: ['deflate'],
  looksLikeBytes: (bytes) => (bytes.length > 7 && startsLikeZlib(bytes)) || mayBeRawDeflate(bytes),
  undo(source, allowance, declared) {
    if (!startsLikeZlib(source.bytes)) {
      return declared ? decompress('raw-deflate', source, allowance, true) : guessRaw(source, allowance);
    }
    if (!declared && !inflatesAny(source.bytes, zlibHeader, source.bytes.length, firstLook)) return [];
    const zlib = decompress('zlib', source, allowance, declared);
    const [first] = zlib;
    if (!declared) {
      const doubtful = first?.flaw === 'corrupt' || (first?.flaw === 'cut' && !isMostlyText(first.source.bytes));
      return doubtful ? [] : zlib;
    }
    if (first?.flaw !== 'corrupt' || first.source.length > 0) return zlib;
    const raw = decompress('raw-deflate', source, allowance, true);
    return raw[0]?.flaw === 'corrupt' ? zlib : raw;
  },
};

const zlibHeader = 2;

/** The first block's type is one of the two that compress. */
function mayBeRawDeflate(bytes: Buffer): boolean {
  const type = (bytes[0]! >> 1) & 3;
  return bytes.length >= shortestRaw && (type === 1 || type === 2) && !startsAsText(bytes);
}

function guessRaw(source: Source, allowance: number): readonly Undone[] {
  if (inflateWhole(source.bytes, 0, source.bytes.length, firstLook) < 0) return [];
  const found = decompress('raw-deflate', source, allowance, false);
  const [first] = found;
  if (first === undefined || found.length > 1 || first.flaw !== undefined || first.source.length === 0) return [];
  return isMostlyText(first.source.bytes) ? found : [{ ...first, sure: 'guess' }];
}
