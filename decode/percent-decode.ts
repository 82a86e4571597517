import { textOf } from './source.js';

const hex = new Int8Array(128).fill(-1);
for (const [index, digit] of [...'0123456789abcdef'].entries()) {
  hex[digit.charCodeAt(0)] = index;
  hex[digit.toUpperCase().charCodeAt(0)] = index;
}

function hexAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code < 128 ? hex[code]! : -1;
}

/**
 * Undoes percent-encoding (RFC 3986, section 2.1) and, with `plus`, the `+` for a space of forms. Broken escapes stay as they
 * are; `%uXXXX`, which JavaScript's old `escape` writes, is understood. Bytes that are not UTF-8 are read as latin1.
 * With `bytewise` the characters beyond ASCII stand for bytes (see Source), otherwise for themselves.
 */
export function percentDecode(text: string, plus: boolean, bytewise: boolean): string {
  const first = text.indexOf('%');
  if (first < 0) {
    const spaced = plus && text.includes('+') ? text.replaceAll('+', ' ') : text;
    return bytewise ? utf8OfUnits(spaced) : spaced;
  }
  const output: number[] = [];
  let wide = '';
  const flush = (): void => {
    if (output.length > 0) wide += textOf(Buffer.from(output));
    output.length = 0;
  };
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 37) {
      const high = hexAt(text, index + 1);
      const low = high < 0 ? -1 : hexAt(text, index + 2);
      if (low >= 0) {
        output.push(high * 16 + low);
        index += 2;
        continue;
      }
      if ((text.charCodeAt(index + 1) | 32) === 117) {
        const unit = fourHexAt(text, index + 2);
        if (unit >= 0) {
          flush();
          wide += String.fromCharCode(unit);
          index += 5;
          continue;
        }
      }
    }
    if (code === 43 && plus) output.push(32);
    else if (code < 128 || (bytewise && code < 256)) output.push(code);
    else {
      flush();
      wide += text[index];
    }
  }
  flush();
  return wide;
}

/** The number that four hexadecimal digits stand for, or -1. */
export function fourHexAt(text: string, index: number): number {
  let value = 0;
  for (let digit = 0; digit < 4; digit += 1) {
    const nibble = hexAt(text, index + digit);
    if (nibble < 0) return -1;
    value = value * 16 + nibble;
  }
  return value;
}

/** Whether a `%` with two hexadecimal digits (or `%u` with four) stands anywhere. */
export function hasPercentEscape(text: string): boolean {
  for (let index = text.indexOf('%'); index >= 0; index = text.indexOf('%', index + 1)) {
    if (hexAt(text, index + 1) >= 0 && hexAt(text, index + 2) >= 0) return true;
    if ((text.charCodeAt(index + 1) | 32) === 117 && fourHexAt(text, index + 2) >= 0) return true;
  }
  return false;
}

function utf8OfUnits(units: string): string {
  for (let index = 0; index < units.length; index += 1) if (units.charCodeAt(index) > 127) return textOf(Buffer.from(units, 'latin1'));
  return units;
}
