import { decompress, startsLikeZlib } from '../compression.js';
import { isMostlyText } from '../printable.js';
import type { Transform } from '../transform.js';

/**
 * HTTP's `deflate` is zlib's format (RFC 1950), but many send raw deflate (RFC 1951) under that name: both are read.
 * Only the former can be sniffed, and as its mark is short, only when it is without flaw.
 */
export const deflate: Transform = {
  name: 'deflate',
  codings: ['deflate'],
  looksLikeBytes: (bytes) => bytes.length > 7 && startsLikeZlib(bytes),
  undo(source, allowance, declared) {
    if (!startsLikeZlib(source.bytes)) return declared ? decompress('raw-deflate', source, allowance, true) : [];
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
