import { type Declared, declaredBy, headerParameter } from '../declared.js';
import type { Format, Leaves } from '../format.js';
import { readHeaderBlock } from '../header-block.js';
import { namedPlace } from '../named-place.js';
import { percentDecode } from '../percent-decode.js';
import { shape } from '../shape.js';
import { type Source, textOfLatin1 } from '../source.js';

/** A delimiter, and a header of the first part. */
const firstLines = /^--[^\r\n]{1,200}\r?\nContent-/i;

/**
 * Multipart bodies (RFC 2046, section 5.1; forms: RFC 7578): each part is read by its own type and transfer encoding, under its name (with
 * brackets, as in forms) or its number; its file name and unusual headers are fields too. Preamble and epilogue are searched as text. A last part without
 * an end counts. The boundary comes from the declaration, or from the first line when that looks like one.
 */
export const multipart: Format = {
  name: 'multipart',
  declaredBy: (mediaType) => mediaType.startsWith('multipart/'),
  needs: shape.dash,
  looksLike: (text) => text.startsWith('--') && firstLines.test(text.slice(0, 512)),
  looksLikeBytes: (bytes) => bytes[0] === 45 && bytes[1] === 45 && firstLines.test(bytes.toString('latin1', 0, 512)),
  read(source, into, declared) {
    const text = source.units;
    const boundary = declared?.boundary ?? /^(?:\r?\n)?--([^\r\n]{1,200}?)[ \t]*\r?\n/.exec(text.slice(0, 512))?.[1];
    if (boundary === undefined) return 'none';
    const delimiter = `--${boundary}`;
    let mark = delimiterAt(text, delimiter, 0);
    if (mark < 0) return 'none';
    if (mark > 2 && !into.rest(0, mark)) return 'all';
    for (let number = 0; ; number += 1) {
      const start = afterLine(text, mark + delimiter.length);
      if (text.startsWith('--', mark + delimiter.length) || start >= text.length) {
        if (start < text.length && text.slice(start, start + 64).trim() !== '') into.rest(start, text.length);
        return 'all';
      }
      const next = delimiterAt(text, delimiter, start);
      const end = next < 0 ? text.length : Math.max(start, beforeBreak(text, next));
      if (!part(source, start, end, number, into) || next < 0) return 'all';
      mark = next;
    }
  },
};

/** A delimiter counts only at the start of a line. */
function delimiterAt(text: string, delimiter: string, from: number): number {
  for (let index = text.indexOf(delimiter, from); index >= 0; index = text.indexOf(delimiter, index + 1)) {
    if (index === 0 || index === from || text.charCodeAt(index - 1) === 10) return index;
  }
  return -1;
}

function afterLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline + 1;
}

/** The line break before a delimiter belongs to the delimiter. */
function beforeBreak(text: string, mark: number): number {
  return text.charCodeAt(mark - 2) === 13 ? mark - 2 : mark - 1;
}

function part(source: Source, start: number, end: number, number: number, into: Leaves): boolean {
  const { headers, body } = readHeaderBlock(source.units, start, end);
  let name: string | undefined;
  const extra: [string, string][] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const header = headers[index]!.toLowerCase();
    const value = headers[index + 1]!;
    if (header === 'content-disposition') {
      name ??= textParameter(source, value, 'name');
      const filename = extendedParameter(value, 'filename') ?? textParameter(source, value, 'filename');
      if (filename) extra.push(['filename', filename]);
    } else if (header !== 'content-type' && header !== 'content-transfer-encoding' && header !== 'content-length') {
      extra.push([header, source.bytewise ? textOfLatin1(value) : value]);
    }
  }
  const place = name === undefined ? into.root.child(number) : namedPlace(into, name, start, body);
  if (place === undefined) return false;
  for (const [key, value] of extra) if (!into.leaf(place.child(key), value, start, body)) return false;
  const declared: Declared = declaredBy(headers);
  return body >= end || into.part(place, body, end, declared);
}

/** Browsers write a quote in a name as %22 and line breaks as %0D%0A: the walk undoes those. */
function textParameter(source: Source, value: string, name: string): string | undefined {
  const found = headerParameter(value, name);
  return found === undefined || !source.bytewise ? found : textOfLatin1(found);
}

/** `filename*=UTF-8''…` (RFC 8187). */
function extendedParameter(value: string, name: string): string | undefined {
  const found = headerParameter(value, `${name}*`);
  if (found === undefined) return undefined;
  const quote = found.indexOf("'", found.indexOf("'") + 1);
  return percentDecode(found.slice(quote + 1), false, true);
}
