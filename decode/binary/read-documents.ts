import type { Declared } from '../declared.js';
import type { Leaves, Reading } from '../format.js';
import { isMostlyText } from '../printable.js';
import { readTree } from './read-tree.js';
import type { TreeTokens } from './tree-tokens.js';

/**
 * Reads documents one after the other, each with the same root, to the end of the bytes. What cannot be read goes to `rest`. Bytes that are text
 * (an error page under this type) are left to others, unless they are one document.
 */
export function readDocuments(tokens: TreeTokens, into: Leaves, declared: Declared | undefined, embedded: Declared | undefined): Reading {
  const { bytes } = tokens;
  const text = isMostlyText(bytes);
  if (bytes.length === 0 || (text && !isOneDocument(tokens))) return 'none';
  for (let documents = 0; tokens.at < bytes.length; documents += 1) {
    const outcome = readTree(tokens, into, embedded);
    if (outcome.kind === 'stopped') return 'all';
    if (outcome.kind === 'read') continue;
    if (documents === 0 && outcome.tokens === 0) return 'none';
    return into.rest(outcome.end, bytes.length) ? 'part' : 'all';
  }
  return declared === undefined ? 'part' : 'all';
}

/** Only short text can be one token that fills it: others begin with a digit, a letter or a bracket, which open no container. */
function isOneDocument(tokens: TreeTokens): boolean {
  const token = tokens.next();
  const one = token !== undefined && token !== 'map' && token !== 'array' && tokens.at === tokens.bytes.length;
  tokens.at = 0;
  return one;
}
