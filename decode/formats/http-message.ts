import { authorityEnd } from '../authority-end.js';
import { declaredBy } from '../declared.js';
import type { Format, Leaves } from '../format.js';
import { readHeaderBlock } from '../header-block.js';
import { headerLeaves } from '../header-leaves.js';
import { namedPlace } from '../named-place.js';
import { eachPair } from '../pairs.js';
import { percentDecode } from '../percent-decode.js';
import { shape } from '../shape.js';
import { type Source, textOfLatin1 } from '../source.js';

/** A request's first line, in batches also without a version, or a response's. Every part is bounded. */
const request = /\s{0,64}([A-Z]{1,20}) {1,4}([^\s]{1,16384})(?: {1,4}HTTP\/\d(?:\.\d)?)?[ \t]{0,4}(?:\r?\n|$)/y;
const response = /\s{0,64}HTTP\/\d(?:\.\d)? {1,4}(\d{3})(?: {1,4}([^\r\n]{0,1024}))?(?:\r?\n|$)/y;
const opening = /^\s{0,64}(?:[A-Z]{3,20} [^\s]{1,16384} HTTP\/\d(?:\.\d)?\r?\n|HTTP\/\d(?:\.\d)? \d{3}[ \r\n])/;

/**
 * A message of HTTP/1 (RFC 9112) inside another's body, as the parts of batches hold them (`application/http`): a request's method at `['method']`, its
 * target at `['target']`, segments of its path at `['path', i]`, parameters at `['query', name]`; a response's `['status']` and `['reason']`; headers at
 * `['headers', name]`; the body at the root, read by its own type. Not: chunked bodies, whose chunk sizes stay in them; several messages in one.
 */
export const httpMessage: Format = {
  name: 'http',
  binary: true,
  declaredBy: (mediaType) => mediaType === 'application/http' || mediaType === 'message/http',
  needs: shape.slash,
  looksLike: (text) => opening.test(text.slice(0, 20_000)),
  read(source, into) {
    const text = source.units;
    const start = startLine(source, into);
    if (start === undefined) return 'none';
    if (start === 'stopped') return 'all';
    const { headers, body } = readHeaderBlock(text, start, text.length);
    if (!headerLeaves(source, into, into.root.child('headers'), headers, start, body)) return 'all';
    if (body < text.length) into.part(into.root, body, text.length, declaredBy(headers));
    return 'all';
  },
};

/** Behind the first line; undefined when it is none. */
function startLine(source: Source, into: Leaves): number | 'stopped' | undefined {
  const text = source.units;
  const { root } = into;
  response.lastIndex = 0;
  const answer = response.exec(text);
  if (answer !== null) {
    const [line, status, reason = ''] = answer;
    const goOn =
      into.plain(root.child('status'), status!, 0, line.length) &&
      into.leaf(root.child('reason'), source.bytewise ? textOfLatin1(reason.trim()) : reason.trim(), 0, line.length);
    return goOn ? line.length : 'stopped';
  }
  request.lastIndex = 0;
  const asked = request.exec(text);
  if (asked === null) return undefined;
  const [line, method, target] = asked;
  const from = text.indexOf(target!, line.indexOf(method!) + method!.length);
  if (!into.plain(root.child('method'), method!, 0, line.length)) return 'stopped';
  return targetLeaves(source, from, from + target!.length, into) ? line.length : 'stopped';
}

function targetLeaves(source: Source, start: number, end: number, into: Leaves): boolean {
  const text = source.units;
  if (!into.plain(into.root.child('target'), source.slice(start, end), start, end)) return false;
  const authority = authorityEnd(text.slice(start, end));
  const hash = text.slice(start, end).search(/[?#]/);
  const pathEnd = hash < 0 ? end : start + hash;
  const path = into.root.child('path');
  let number = 0;
  for (let index = start + authority; index < pathEnd; ) {
    const slash = text.indexOf('/', index);
    const stop = slash < 0 || slash > pathEnd ? pathEnd : slash;
    if (stop > index) {
      if (!into.leaf(path.child(number), percentDecode(text.slice(index, stop), false, source.bytewise), index, stop)) return false;
      number += 1;
    }
    index = stop + 1;
  }
  const query = into.root.child('query');
  return eachPair(text, pathEnd + 1, end, (from, equals, to) => {
    const name = percentDecode(text.slice(from, equals), true, source.bytewise);
    const place = namedPlace(into, name, from, equals, query);
    if (place === undefined) return false;
    return equals >= to - 1 || into.leaf(place, percentDecode(text.slice(equals + 1, to), true, source.bytewise), equals + 1, to);
  });
}
