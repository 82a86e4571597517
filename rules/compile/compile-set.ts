import type { SetExpression } from '../ruleset.js';
import { compileGlob } from './glob.js';
import { compileHostPatterns, type HostPatterns } from './host-pattern.js';
import { normalGlob } from './normal-path.js';
import type { Truth } from './truth.js';

/** What is known of the hosts of a connection or message. */
export interface HostFacts {
  /** Every name, in normal form: dialled target, SNI, Host or :authority. */
  readonly names: readonly string[];
  /** The address dialled, for tests by address. */
  readonly address?: string;
  /** False when a name may be missing: nothing was decrypted, and nothing but an address is known. */
  readonly complete: boolean;
}

/**
 * A host set as a test of every name: `in` holds if any matches, `notIn` if any does not. The dialled address counts for IP patterns: with
 * it in the set, `in` holds and `notIn` does not, whatever the names.
 */
export function compileHostSet(set: SetExpression, lists: ReadonlyMap<string, readonly string[]>): (facts: HostFacts) => Truth {
  const patterns = compileHostPatterns(set.members, lists);
  return set.mode === 'in' ? (facts) => anyMatches(patterns, facts) : (facts) => anyDiffers(patterns, facts);
}

function anyMatches(patterns: HostPatterns, { names, address, complete }: HostFacts): Truth {
  if (names.some((name) => patterns.matches(name))) return true;
  if (address !== undefined && patterns.matchesAddress(address)) return true;
  return complete ? false : 'unknown';
}

function anyDiffers(patterns: HostPatterns, { names, address, complete }: HostFacts): Truth {
  if (address !== undefined && patterns.matchesAddress(address)) return false;
  // An address is the name of a host only where no name is known.
  const known = names.length > 0 ? names : address !== undefined ? [address] : [];
  if (known.some((name) => !patterns.matches(name))) return true;
  return complete ? false : 'unknown';
}

/** A set of paths with globs, asked with a path as sent or as `normalPath` gives it: escapes that change nothing may be written either way. */
export function compileGlobSet(set: SetExpression): (text: string) => boolean {
  const globs = [...new Set(set.members.flatMap((member) => [member, normalGlob(member)]))].map(compileGlob);
  return set.mode === 'in' ? (text) => globs.some((glob) => glob(text)) : (text) => !globs.some((glob) => glob(text));
}

/** A set of words compared without case (methods, locations). */
export function compileWordSet(set: SetExpression): (word: string) => boolean {
  const words = new Set(set.members.map((member) => member.toLowerCase()));
  return set.mode === 'in' ? (word) => words.has(word.toLowerCase()) : (word) => !words.has(word.toLowerCase());
}

/** A set of statuses: `200`, `2xx`. */
export function compileStatusSet(set: SetExpression): (status: number) => boolean {
  const holds = (status: number): boolean =>
    set.members.some((member) => {
      const text = String(status);
      return member.length === text.length && [...member.toLowerCase()].every((digit, index) => digit === 'x' || digit === text[index]);
    });
  return set.mode === 'in' ? holds : (status) => !holds(status);
}
