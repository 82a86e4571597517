import { hasPercentEscape, percentDecode } from '../percent-decode.js';
import { characterClass, isAllOf } from '../runs.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform, Undone } from '../transform.js';

/** What stands in words of a form, `+` included. */
const formCharacters = characterClass('az', 'AZ', '09', '_', '.', '~', '*', '+', '%', '!', "'", '(', ')', ',', '-');
/** Up to this length a text is decoded as a whole; in longer ones each word with something to undo is. */
const wholeUpTo = 16 * 1024;

/**
 * Percent-encoding (RFC 3986, section 2.1) inside a value. In words that look like a form's, a `+` becomes a space.
 * What is a query or form by declaration is read by them, not here.
 */
export const percent: Transform = {
  name: 'percent',
  needs: shape.percent | shape.plus,
  looksLike: (text, seen) => ((seen & shape.percent) !== 0 && hasPercentEscape(text)) || ((seen & shape.plus) !== 0 && hidesSpaces(text)),
  undo(source) {
    const text = source.units;
    const words: Undone[] = [];
    let whole = '';
    let copied = 0;
    for (let start = 0; start < text.length; ) {
      const end = wordEnd(text, start);
      const decoded = end > start ? decodeWord(text.slice(start, end), source.bytewise) : undefined;
      if (decoded !== undefined) {
        if (text.length <= wholeUpTo) {
          whole += source.slice(copied, start) + decoded;
          copied = end;
        } else words.push({ source: Source.ofText(decoded), start, end, sure: 'certain' });
      }
      start = end + 1;
    }
    if (copied === 0) return words;
    whole += source.slice(copied, text.length);
    return [{ source: Source.ofText(whole), start: 0, end: text.length, sure: 'certain' }];
  },
};

/** Undefined when there is nothing to undo. */
function decodeWord(word: string, bytewise: boolean): string | undefined {
  const escaped = hasPercentEscape(word);
  const plus = word.includes('+') && (isFormWord(word) || (escaped && isAllOf(word, formCharacters)));
  return escaped || plus ? percentDecode(word, plus, bytewise) : undefined;
}

function hidesSpaces(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const end = wordEnd(text, start);
    if (end > start && isFormWord(text.slice(start, end))) return true;
    start = end + 1;
  }
  return false;
}

/** Words joined by `+`, as in `the+purple+heron` or `…q=the+purple+heron`; but not `+8190…`, not `ada+tag@…`, and not C++. */
function isFormWord(word: string): boolean {
  const plus = word.indexOf('+');
  if (plus <= 0 || plus === word.length - 1) return false;
  const equals = word.lastIndexOf('=', plus);
  if (equals > 0) return true;
  return word.length <= 4096 && /^[\w.~*!(),%-]+(?:\++[\w.~*!(),%-]+)+$/.test(word);
}

function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !separates(text.charCodeAt(end))) end += 1;
  return end;
}

function separates(code: number): boolean {
  return code <= 32 || code === 34 || code === 39 || code === 60 || code === 62;
}
