import { fourHexAt } from './percent-decode.js';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/**
 * Undoes the escapes of strings in JSON (RFC 8259, section 7) and JavaScript (ECMA-262, section 12.9.4). Unknown ones stand for the
 * character after the backslash.
 */
export function undoStringEscapes(text: string): string {
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
