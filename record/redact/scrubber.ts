import { escapeText } from './escape-text.js';
import { secretForms } from './secret-forms.js';
import { foldCase, SecretIndex } from './secret-index.js';

/** What stands where a secret stood. */
export const placeholder = '{}';

/** Upper bound of any string in a finding or a connection record, in UTF-16 code units. */
export const maxTextLength = 2_000;

/** Of a longer text only this much is looked at; the rest is dropped. */
const maxLookedAt = 65_536;

/** Replacing can in theory join what stands beside into another secret; text that is still not clean after this is given up. */
const maxPasses = 4;

/** Takes secrets out of text, and makes it safe to print. */
export interface Scrub {
  /** True when any form of a secret stands in the text. */
  holds(text: string): boolean;
  /** The text without secrets, printable, at most `limit` long. */
  text(text: string, limit?: number): string;
}

/**
 * Makes scrubs that take out the planted values, and the secrets of one judgement beside them: `secrets` in all their forms,
 * `asTheyStand` only as they are (in either case). The planted values are asked for each
 * time (some are learnt during a run), and indexed again only when they have changed.
 */
export function createScrubber(
  plantedValues: () => readonly string[],
): (secrets: readonly string[], asTheyStand?: readonly string[]) => Scrub {
  let known: readonly string[] = [];
  let planted = new SecretIndex([]);
  return (secrets, asTheyStand = []) => {
    const current = plantedValues();
    if (current.length !== known.length || current.some((value, at) => value !== known[at])) {
      known = [...current];
      planted = indexOf(known);
    }
    return scrubOf(secrets.length + asTheyStand.length === 0 ? [planted] : [planted, indexOf(secrets, asTheyStand)]);
  };
}

function indexOf(secrets: readonly string[], asTheyStand: readonly string[] = []): SecretIndex {
  return new SecretIndex([...secrets.flatMap((secret) => [...secretForms(secret)]), ...asTheyStand]);
}

const printableAscii = /^[ -~]*$/;

function scrubOf(indexes: readonly SecretIndex[]): Scrub {
  const longest = indexes.reduce((most, index) => Math.max(most, index.longest), 0);
  const find = (text: string): [number, number][] => {
    const folded = foldCase(text);
    const found: [number, number][] = [];
    for (const index of indexes) found.push(...index.find(folded));
    return found;
  };
  const remove = (text: string): string => {
    let clean = text;
    for (let pass = 0; pass < maxPasses; pass += 1) {
      const found = find(clean);
      if (found.length === 0) return clean;
      clean = replaceRanges(clean, found);
    }
    return find(clean).length === 0 ? clean : placeholder;
  };
  return {
    holds: (text) => find(text.slice(0, maxLookedAt)).length > 0,
    text: (text, limit = maxTextLength) => {
      let clean = remove(text.slice(0, maxLookedAt));
      // A secret cut in two at the end was not found: nothing that could be its first half may stay.
      if (text.length > maxLookedAt) clean = clean.slice(0, Math.max(0, clean.length - longest));
      return cut(printableAscii.test(clean) ? clean : remove(escapeText(clean)), limit);
    },
  };
}

function replaceRanges(text: string, ranges: [start: number, end: number][]): string {
  ranges.sort((one, other) => one[0] - other[0]);
  let result = '';
  let done = 0;
  for (const [start, end] of ranges) {
    if (start >= done) result += text.slice(done, start) + placeholder;
    done = Math.max(done, end);
  }
  return result + text.slice(done);
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 2);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? limit - 2 : limit - 1)}…`;
}
