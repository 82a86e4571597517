import { decompress } from '../compression.js';
import type { Transform } from '../transform.js';

/** RFC 8878. Frames that need a window of more than 8 MiB are refused (RFC 9659), dictionaries are not supported. */
export const zstd: Transform = {
  name: 'zstd',
  codings: ['zstd'],
  looksLikeBytes: (bytes) => bytes.length > 8 && bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd,
  undo: (source, allowance, declared) => decompress('zstd', source, allowance, declared),
};
