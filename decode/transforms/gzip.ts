import { decompress } from '../compression.js';
import type { Transform } from '../transform.js';

/** RFC 1952; members that follow each other are read on. */
export const gzip: Transform = {
  name: 'gzip',
  codings: ['gzip', 'x-gzip'],
  looksLikeBytes: (bytes) => bytes.length > 10 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8,
  undo: (source, allowance, declared) => decompress('gzip', source, allowance, declared),
};
