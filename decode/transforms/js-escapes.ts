import { shape } from '../shape.js';
import { Source } from '../source.js';
import { undoStringEscapes } from '../string-escapes.js';
import type { Transform } from '../transform.js';

const telling = /\\(?:u[\dA-Fa-f]{4}|u\{[\dA-Fa-f]{1,6}\}|x[\dA-Fa-f]{2}|["'/])/;

/**
 * Escapes of JSON and JavaScript strings (ECMA-262, section 12.9.4) in text that is not JSON as a whole: scripts, JSON inside
 * HTML, broken JSON. Strings of JSON itself are undone by its format.
 */
export const jsEscapes: Transform = {
  name: 'js-escapes',
  needs: shape.backslash,
  looksLike: (text) => telling.test(text),
  undo: (source) => [
    { source: Source.ofText(undoStringEscapes(source.slice(0, source.length))), start: 0, end: source.length, sure: 'certain' },
  ],
};
