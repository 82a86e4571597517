import { authorityEnd } from './authority-end.js';
import { isPlainKey } from './is-plain-key.js';
import { nameParts } from './name-parts.js';
import { eachPair } from './pairs.js';
import { percentDecode } from './percent-decode.js';
import { Place } from './place.js';
import { textOfLatin1 } from './source.js';
import type { Walk } from './walk.js';

const pathPlace = Place.root.child('path');
const decoded: readonly string[] = ['percent'];
const decodedKey: readonly string[] = ['percent', 'key'];
const asKey: readonly string[] = ['key'];

/**
 * A request's target (RFC 9112, section 3.2) as fields: the whole of it, each segment of its path at `['path', i]`, and each
 * parameter of its query (and of a fragment, which should not be there) by name, brackets read as in forms ({@link nameParts}). Ranges are those in the target.
 */
export function walkTarget(walk: Walk, target: string): void {
  walk.plain('url', Place.root, textOfLatin1(target), 0, target.length);
  const start = authorityEnd(target);
  if (start === 0 && target[0] !== '/') return;
  const hash = target.indexOf('#', start);
  const end = hash < 0 ? target.length : hash;
  const mark = target.indexOf('?', start);
  const pathEnd = mark < 0 || mark > end ? end : mark;
  path(walk, target, start, pathEnd);
  if (pathEnd < end) parameters(walk, target, pathEnd + 1, end);
  if (end < target.length) parameters(walk, target, end + 1, target.length);
}

function path(walk: Walk, target: string, start: number, end: number): void {
  let number = 0;
  for (let index = target[start] === '/' ? start + 1 : start; index < end; number += 1) {
    const slash = target.indexOf('/', index);
    const stop = slash < 0 || slash > end ? end : slash;
    const raw = target.slice(index, stop);
    const text = percentDecode(raw, false, true);
    if (!walk.value('url', pathPlace.child(number), text, index, stop, raw.includes('%') ? decoded : undefined)) return;
    index = stop + 1;
  }
}

function parameters(walk: Walk, target: string, start: number, end: number): void {
  eachPair(target, start, end, (from, equals, to) => {
    const rawName = target.slice(from, equals);
    const name = percentDecode(rawName, true, true);
    const transforms = isEncoded(rawName) ? decodedKey : asKey;
    let place = Place.root;
    for (const part of nameParts(name)) {
      place = place.child(part);
      if (typeof part === 'number' || isPlainKey(part)) continue;
      if (!walk.value('query', place, part, from, equals, transforms)) return false;
    }
    if (equals >= to - 1) return true;
    const raw = target.slice(equals + 1, to);
    const text = percentDecode(raw, true, true);
    return walk.value('query', place, text, equals + 1, to, isEncoded(raw) ? decoded : undefined);
  });
}

function isEncoded(raw: string): boolean {
  return raw.includes('%') || raw.includes('+');
}
