import { matchers } from '../../../rules/matchers/index.js';
import type { Match, MatchContext } from '../../../rules/matchers/matcher.js';

/** Runs a matcher by name. The ranges are checked against the text on the way. */
export function matchesIn(
  name: string,
  text: string,
  context: MatchContext = {},
  options: Readonly<Record<string, string>> = {},
): readonly Match[] {
  const matcher = matchers.get(name);
  if (matcher === undefined) throw new Error(`no matcher ${name}`);
  const matches = matcher.prepare(options).find(text, context);
  let free = 0;
  for (const { start, end } of matches) {
    if (start < free || end <= start || end > text.length) throw new Error(`range ${start}..${end} overlaps or leaves the text`);
    free = end;
  }
  return matches;
}

/** The normal forms found. */
export function foundIn(
  name: string,
  text: string,
  context: MatchContext = {},
  options: Readonly<Record<string, string>> = {},
): readonly string[] {
  return matchesIn(name, text, context, options).map(({ value }) => value);
}
