import type { Format } from '../format.js';
import { namedPlace } from '../named-place.js';
import { eachPair } from '../pairs.js';
import { percentDecode } from '../percent-decode.js';
import { type Shape, shape } from '../shape.js';
import type { Source } from '../source.js';

/** What cannot stand in form-encoded text. */
const foreign: Shape = shape.space | shape.control | shape.backslash;

/**
 * application/x-www-form-urlencoded (WHATWG URL, section 5): `a=b&c=d`. Names with brackets, as PHP and Rails read them, are several
 * segments: `user[id]=7` stands at `['user', 'id']`. Sniffed in a value when it is all names and values; a name alone is reported as a key.
 */
export const form: Format = {
  name: 'form',
  declaredBy: (mediaType) => mediaType === 'application/x-www-form-urlencoded',
  needs: shape.equals,
  looksLike: (text, seen) => (seen & foreign) === 0 && isPlausible(text),
  read(source, into, declared) {
    const text = source.units;
    if (declared !== undefined && !mayBeForm(source)) return 'none';
    const from = declared !== undefined && source.bytewise && text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
    eachPair(text, from, text.length, (start, equals, end) => {
      const name = percentDecode(text.slice(start, equals), true, source.bytewise);
      const place = namedPlace(into, name, start, equals);
      if (place === undefined) return false;
      if (equals >= end - 1) return true;
      const value = percentDecode(text.slice(equals + 1, end), true, source.bytewise);
      return into.leaf(place, value, equals + 1, end);
    });
    return declared === undefined ? 'part' : 'all';
  },
};

/** Many clients declare a form and send JSON: that has no pair. */
function mayBeForm(source: Source): boolean {
  const text = source.units;
  const first = text.trimStart()[0];
  return !((first === '{' || first === '[' || first === '<') && !/^[^&\s]{0,256}=/.test(text));
}

/** Whether every part is `name=value` with a name as programs give them, at least one value is not empty, and it is not padded base64. */
function isPlausible(text: string): boolean {
  let values = 0;
  const complete = eachPair(text, 0, text.length, (start, equals, end) => {
    if (equals === start || equals === end || equals - start > 128) return false;
    if (!/^[\w.~*%+!$:@\][-]+$/.test(text.slice(start, equals))) return false;
    if (equals < end - 1 && !isPadding(text, equals, end)) values += 1;
    return true;
  });
  return complete && values > 0;
}

function isPadding(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) if (text[index] !== '=') return false;
  return true;
}
