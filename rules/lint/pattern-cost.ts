import { RE2JS } from 're2js';
import type { Ruleset } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';

/** Instructions of a compiled pattern from which on it is said: each character of a text may cost as many steps. A pattern for e-mail addresses has some hundreds. */
const many = 1000;

const leading = /^(?:\(\?[a-zA-Z]+\))?\^?(?:\.|\[\\[sS]\\[sS]\]|\(\?:\.\))[*+](?!\?)/;

/**
 * Regular expressions that are linear and expensive all the same: thousands of instructions (`[a-z]{1,1000}`, hundreds of alternatives), a `.*` in
 * front, and those that match the empty text. By the size of the compiled program, not by a clock: the same on every machine.
 */
export function patternCost({ fields }: Ruleset): readonly RulesetProblem[] {
  return [...fields.values()].flatMap(({ patterns }) =>
    patterns.flatMap(({ source, place }) => {
      const reason = reasonOf(source);
      return reason === undefined ? [] : [{ place, message: reason }];
    }),
  );
}

function reasonOf(source: string): string | undefined {
  const pattern = RE2JS.compile(source);
  const size = pattern.programSize();
  if (size > many) {
    return `this pattern compiles to ${size} instructions, and each character of a text may cost so many steps: shorten its repetitions (\`{1,1000}\`), plant its words as \`values\`, or take \`\\w+\` and narrow with \`under\``;
  }
  if (pattern.matches('')) {
    return 'this pattern matches the empty text, which stands everywhere and counts nowhere: make it ask for a character (`+` in place of `*`)';
  }
  if (leading.test(source)) {
    return 'a pattern is looked for anywhere in a text: without the `.*` in front it finds the same, faster, and shows less around it';
  }
  return undefined;
}
