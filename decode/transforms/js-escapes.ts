import { fourHexAt } from '../percent-decode.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform } from '../transform.js';

const telling = /\\(?:u[\dA-Fa-f]{4}|u\{[\dA-Fa-f]{1,6}\}|x[\dA-Fa-f]{2}|["'/])/;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/**
 * Escapes of JSON and JavaScript strings (ECMA-262, section 12.9.4) in text that is not JSON as a whole: scripts, JSON inside
 * HTML, broken JSON. Strings of JSON itself are undone by its format.
 */
export const jsEscapes: Transform = {
  name: 'js-escapes',
  needs: shape.backslash,
  looksLike: (text) => telling.test(text),
  undo: (source) => [{ source: Source.ofText(undoEscapes(source.slice(0, source.length))), start: 0, end: source.length, sure: 'certain' }],
};

function undoEscapes(text: string): string {
  let output = '';
  let from = 0;
  for (let index = text.indexOf('\\'); index >= 0; index = text.indexOf('\\', from)) {
    output += text.slice(from, index);
    const [unit, length] = unitAt(text, index);
    output += unit;
    from = index + length;
  }
  return output + text.slice(from);
}

/** What the escape that starts here stands for, and its length. */
function unitAt(text: string, index: number): readonly [unit: string, length: number] {
  const kind = text[index + 1] ?? '';
  if (kind === 'u') {
    const unit = fourHexAt(text, index + 2);
    if (unit >= 0) return [String.fromCharCode(unit), 6];
    const braced = /^\{([\dA-Fa-f]{1,6})\}/.exec(text.slice(index + 2, index + 10));
    const point = Number.parseInt(braced?.[1] ?? 'ffffff', 16);
    if (point <= 0x10ffff) return [String.fromCodePoint(point), 2 + braced![0].length];
  } else if (kind === 'x') {
    const pair = text.slice(index + 2, index + 4);
    if (/^[\dA-Fa-f]{2}$/.test(pair)) return [String.fromCharCode(Number.parseInt(pair, 16)), 4];
  }
  return [escapes[kind] ?? kind, 2];
}
