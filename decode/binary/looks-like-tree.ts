import { Place } from '../place.js';
import { deepestNesting } from './deepest-nesting.js';
import { textKind } from './text-kind.js';
import { TreePlaces } from './tree-places.js';
import type { TreeTokens } from './tree-tokens.js';

/** Characters of text that a tree must hold: fewer turn up by chance. */
const leastText = 4;
/** Tokens after which text of a tree is not looked at any more. */
const tokensWithText = 4096;

/**
 * Whether tokens are one document beyond doubt: a map or an array at the top that fills the bytes exactly; keys that are text or small
 * numbers; all text printable, and enough of it to rule out chance.
 */
export function looksLikeTree(tokens: TreeTokens): boolean {
  const { bytes } = tokens;
  const places = new TreePlaces(Place.root);
  let text = 0;
  for (let count = 0; !places.complete; count += 1) {
    const token = tokens.next();
    if (token === undefined || (token === 'break' && !places.break())) return false;
    if (token === 'break') continue;
    const opens = token === 'map' || token === 'array';
    if ((count === 0 && !opens) || (opens && (places.keyDue || places.depth >= deepestNesting))) return false;
    if (token === 'text' && count < tokensWithText) {
      const { start, end, joined } = tokens;
      const content = joined ?? bytes;
      const [from, to] = joined === undefined ? [start, end] : [0, joined.length];
      if (to > from && textKind(content, from, to) === 'none') return false;
      text += to - from;
    }
    // A container that claims more than there is left to read is none.
    if (opens && tokens.count > bytes.length - tokens.at) return false;
    if (opens) places.open(token === 'map', tokens.count);
    else if (places.keyDue) {
      if (token !== 'text' && (token !== 'number' || tokens.end - tokens.start > 2)) return false;
      places.key(0);
    } else places.done();
  }
  return tokens.at === bytes.length && text >= leastText;
}
