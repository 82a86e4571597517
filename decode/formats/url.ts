import type { Format, Leaves } from '../format.js';
import { namedPlace } from '../named-place.js';
import { eachPair } from '../pairs.js';
import { hasPercentEscape, percentDecode } from '../percent-decode.js';
import { characterClass, nextRun } from '../runs.js';
import { type Shape, shape } from '../shape.js';
import type { Source } from '../source.js';

/** What cannot stand in a URL. */
const foreign: Shape = shape.space | shape.control | shape.backslash;
/** Characters of an encoded token, and how many in a row are worth a look. */
const token = characterClass('AZ', 'az', '09', '_', '+', '=', '-');
const longToken = 16;

/**
 * A URL inside a value (RFC 3986): the parameters of its query and of its fragment, by name (with brackets, as in
 * forms), and its path where that is percent-encoded. `/path?query` too. The target of the request itself is not read here: see walk-target.
 */
export const url: Format = {
  name: 'url',
  needs: shape.slash,
  looksLike(text, seen) {
    if ((seen & foreign) !== 0 || text.length > 65_536) return false;
    if ((seen & shape.colon) !== 0 && /^[A-Za-z][A-Za-z0-9+.-]{0,40}:\/\//.test(text)) return /[?#%]/.test(text);
    return text[0] === '/' && (seen & shape.equals) !== 0 && text.includes('?');
  },
  read(source, into) {
    const text = source.units;
    const hash = indexOr(text.indexOf('#'), text.length);
    const mark = text.indexOf('?');
    const query = mark < 0 || mark > hash ? hash : mark;
    const path = text.slice(0, query);
    // A token in the path may be encoded as well.
    const telling = hasPercentEscape(path) || nextRun(path, 0, token, longToken) !== undefined;
    if (telling && !into.leaf(into.root, percentDecode(path, false, source.bytewise), 0, query)) return 'part';
    if (!pairs(source, query + 1, hash, into)) return 'part';
    const fragment = text.indexOf('?', hash);
    pairs(source, fragment < 0 ? hash + 1 : fragment + 1, text.length, into);
    return 'part';
  },
};

function pairs(source: Source, from: number, to: number, into: Leaves): boolean {
  const text = source.units;
  return eachPair(text, from, to, (start, equals, end) => {
    const name = percentDecode(text.slice(start, equals), true, source.bytewise);
    const place = namedPlace(into, name, start, equals);
    if (place === undefined) return false;
    if (equals >= end - 1) return true;
    return into.leaf(place, percentDecode(text.slice(equals + 1, end), true, source.bytewise), equals + 1, end);
  });
}

function indexOr(index: number, otherwise: number): number {
  return index < 0 ? otherwise : index;
}
