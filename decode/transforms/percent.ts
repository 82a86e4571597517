import { hasPercentEscape, percentDecode } from '../percent-decode.js';
import { type Shape, shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform, Undone } from '../transform.js';

/** The characters that form-encoding leaves alone or writes. Text of only these, with a `+`, may have had spaces. */
const formAlphabet: Shape = shape.lower | shape.upper | shape.digit | shape.dash | shape.plus | shape.percent | shape.other;

/** Up to this length a text is decoded as a whole; in longer ones each token with an escape is. */
const wholeUpTo = 16 * 1024;

/**
 * Percent-encoding (RFC 3986, section 2.1) inside a value. A `+` becomes a space where the text is all of a form's alphabet.
 * What is a query or form by declaration is read by them, not here.
 */
export const percent: Transform = {
  name: 'percent',
  needs: shape.percent | shape.plus,
  looksLike: (text, seen) => ((seen & shape.percent) !== 0 ? hasPercentEscape(text) : hidesSpaces(text, seen)),
  undo(source) {
    const text = source.units;
    if (text.length <= wholeUpTo) return [token(source, 0, text.length)];
    const found: Undone[] = [];
    for (let sign = text.indexOf('%'); sign >= 0; ) {
      let start = sign;
      while (start > 0 && !ends(text.charCodeAt(start - 1))) start -= 1;
      let end = sign;
      while (end < text.length && !ends(text.charCodeAt(end))) end += 1;
      if (hasPercentEscape(text.slice(start, end))) found.push(token(source, start, end));
      sign = text.indexOf('%', end);
    }
    return found;
  },
};

function token(source: Source, start: number, end: number): Undone {
  const text = source.units.slice(start, end);
  const plus = text.includes('+') && /^[\w.~*+%!'(),-]+$/.test(text);
  return { source: Source.ofText(percentDecode(text, plus, source.bytewise)), start, end, sure: 'certain' };
}

/** Without escapes: words joined by `+`, as in `the+purple+heron`, but not `+8190…` and not base64, whose `+` is rare in short texts. */
function hidesSpaces(text: string, seen: Shape): boolean {
  if ((seen & shape.plus) === 0 || (seen & ~formAlphabet) !== 0 || text.length > 4096) return false;
  return text.indexOf('+') > 0 && /^[\w.~*!'(),-]+(?:\++[\w.~*!'(),-]+)+$/.test(text);
}

function ends(code: number): boolean {
  return code <= 32 || code === 34 || code === 39 || code === 60 || code === 62;
}
