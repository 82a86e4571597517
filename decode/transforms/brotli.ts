import { decompress } from '../compression.js';
import type { Transform } from '../transform.js';

/** RFC 7932. It has no mark, so it is never sniffed. */
export const brotli: Transform = {
  name: 'br',
  codings: ['br'],
  undo: (source, allowance, declared) => decompress('br', source, allowance, declared),
};
