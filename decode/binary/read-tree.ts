import { assertNever } from '../../model/index.js';
import type { Declared } from '../declared.js';
import type { Leaves } from '../format.js';
import { Source, textOf } from '../source.js';
import { deepestNesting } from './deepest-nesting.js';
import { textKind } from './text-kind.js';
import { TreePlaces } from './tree-places.js';
import type { TreeToken, TreeTokens } from './tree-tokens.js';

/** Numbers as keys from here on may be values: identifiers. Smaller ones are names that were shortened. */
const smallestKey = 1000;
const longestHexKey = 32;

/** `broken`: `end` is where the token stands that is none, is cut off or lies too deep. `tokens`: how many were read before. */
export type TreeOutcome =
  | { readonly kind: 'read'; readonly end: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken'; readonly end: number; readonly tokens: number };

/** Reads one document leaf by leaf, without recursion. `embedded` is what documents inside byte strings are declared as. */
export function readTree(tokens: TreeTokens, into: Leaves, embedded: Declared | undefined): TreeOutcome {
  const places = new TreePlaces(into.root);
  let count = 0;
  while (!places.complete) {
    const { at } = tokens;
    const token = tokens.next();
    const opens = token === 'map' || token === 'array';
    if (token === undefined || (opens && places.depth >= deepestNesting) || (token === 'break' && !places.break())) {
      tokens.at = at;
      if (opens) into.tooDeep(places.place);
      return { kind: 'broken', end: at, tokens: count };
    }
    count += 1;
    if (token === 'break') continue;
    if (opens) places.open(token === 'map', tokens.count);
    else if (places.keyDue) {
      if (!readKey(token, tokens, places, into)) return { kind: 'stopped' };
    } else {
      if (!readValue(token, tokens, places, into, embedded)) return { kind: 'stopped' };
      places.done();
    }
  }
  return { kind: 'read', end: tokens.at };
}

type Scalar = Exclude<TreeToken, 'map' | 'array' | 'break'>;

function readKey(token: Scalar, tokens: TreeTokens, places: TreePlaces, into: Leaves): boolean {
  const { source, bytes, start, end, joined, text } = tokens;
  switch (token) {
    case 'none':
      places.key('null');
      return true;
    case 'number': {
      const number = Number(text);
      places.key(Number.isSafeInteger(number) && number >= 0 && String(number) === text ? number : text);
      return Math.abs(number) < smallestKey || text === 'true' || text === 'false' || into.key(places.place, text, start, end);
    }
    case 'text': {
      const key = joined === undefined ? source.slice(start, end) : textOf(joined);
      places.key(key);
      return into.key(places.place, key, start, end);
    }
    case 'bytes':
    case 'embedded': {
      const content = joined ?? bytes.subarray(start, end);
      if (textKind(content, 0, content.length) !== 'none') {
        const key = textOf(content);
        places.key(key);
        return into.key(places.place, key, start, end);
      }
      places.key(content.length <= longestHexKey ? content.toString('hex') : places.index);
      return content.length === 0 || into.part(places.place, start, end, undefined, joined && Source.ofBytes(joined));
    }
    default:
      return assertNever(token);
  }
}

function readValue(token: Scalar, tokens: TreeTokens, { place }: TreePlaces, into: Leaves, embedded: Declared | undefined): boolean {
  const { source, start, end, joined, text, also } = tokens;
  switch (token) {
    case 'none':
      return true;
    case 'number':
      return into.plain(place, text, start, end) && (also === undefined || into.plain(place, also, start, end));
    case 'text':
      if (start === end) return true;
      return into.leaf(place, joined === undefined ? source.slice(start, end) : textOf(joined), start, end);
    case 'bytes':
    case 'embedded':
      if (start === end) return true;
      if (also !== undefined && !into.plain(place, also, start, end)) return false;
      return into.part(place, start, end, token === 'embedded' ? embedded : undefined, joined && Source.ofBytes(joined));
    default:
      return assertNever(token);
  }
}
