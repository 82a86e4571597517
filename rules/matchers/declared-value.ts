import { characterClass } from './character-class.js';
import type { Match, MatchContext, Matcher, PreparedMatcher } from './matcher.js';
import { MatcherOptionError } from './matcher-option-error.js';
import type { NameTest } from './name-test.js';

const LONGEST = 128;
/** Shorter values of ASCII (`au`, `KT`, `14`) are words and numbers of anything. */
const SHORT = 4;
const SHORT_BEYOND_ASCII = 2;
const ASCII = /^[ -~]*$/;

/** The option with which a ruleset declares what the test device has. */
export const declaredOption: Matcher['options'] = {
  is: { type: 'text', description: "the test device's own value, to be found wherever it stands" },
};

interface Declared {
  readonly matcher: string;
  readonly value: string;
  /** Names under which a value counts that is too short or too common to count anywhere. */
  readonly isNamed: NameTest;
  /** How the value may be written, as a regular expression in which every part is bounded; by default as it is, with `_`, `-`, `+` for spaces. */
  readonly written?: string;
  /** Whether the value counts under such a name only; by default when it is short. */
  readonly common?: boolean;
}

/** The value's characters for a regular expression. */
export function escapePattern(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** A letter or digit beside a letter or digit goes on with the word; so does a dot or comma between digits. */
function goesOn(text: string, inside: number, outside: number, beyond: number): boolean {
  const edge = text.charCodeAt(inside);
  const next = text.charCodeAt(outside);
  if (!characterClass.alphanumeric(edge)) return false;
  if (characterClass.alphanumeric(next)) return true;
  return characterClass.digit(edge) && (next === 0x2e || next === 0x2c) && characterClass.digit(text.charCodeAt(beyond));
}

/** Finds what the ruleset declares of the test device: whole words, whatever their case. Throws `MatcherOptionError` for an empty or overlong value. */
export function declaredValue({ matcher, value, isNamed, written, common }: Declared): PreparedMatcher {
  const trimmed = value.trim();
  if (trimmed === '' || trimmed.length > LONGEST) {
    throw new MatcherOptionError(matcher, 'is', `${matcher}: is must be a value of 1 to ${LONGEST} characters`);
  }
  const pattern = new RegExp(written ?? escapePattern(trimmed).replace(/\s/g, '[\\s_+-]'), 'gi');
  const onlyNamed = common ?? trimmed.length < (ASCII.test(trimmed) ? SHORT : SHORT_BEYOND_ASCII);

  function find(text: string, context: MatchContext): readonly Match[] {
    const matches: Match[] = [];
    if (onlyNamed && !isNamed(context.name)) return matches;
    for (const { index, 0: found } of text.matchAll(pattern)) {
      const end = index + found.length;
      if (goesOn(text, index, index - 1, index - 2) || goesOn(text, end - 1, end, end + 1)) continue;
      matches.push({ start: index, end, value: trimmed, recognisedAs: 'pattern' });
    }
    return matches;
  }
  return { recognisedAs: 'pattern', find };
}
