import { mayBeBrotli } from '../../model/index.js';
import { decompress } from '../compression.js';
import { isMostlyText, startsAsText } from '../printable.js';
import type { Transform } from '../transform.js';

/** RFC 7932. It has no mark: sniffed, its header must make sense and the stream must end with the last byte; unless text comes out it is a guess. */
export const brotli: Transform = {
  name: 'br',
  codings: ['br'],
  looksLikeBytes: (bytes) => mayBeBrotli(bytes) && !startsAsText(bytes),
  undo(source, allowance, declared) {
    const found = decompress('br', source, allowance, declared);
    if (declared) return found;
    const [first] = found;
    if (first === undefined || found.length > 1 || first.flaw !== undefined || first.source.length === 0) return [];
    return isMostlyText(first.source.bytes) ? found : [{ ...first, sure: 'guess' }];
  },
};
