import type { Place } from './ruleset.js';

/** One thing wrong with a ruleset: what, where, what was expected. `message` needs no further context. */
export interface RulesetProblem {
  readonly place: Place;
  readonly message: string;
}

/** A ruleset that cannot be used (exit code 2). Carries every problem found, not only the first; `message` lists them as `file:line:column: text`. */
export class RulesetError extends Error {
  override readonly name = 'RulesetError';

  constructor(readonly problems: readonly RulesetProblem[]) {
    super(problems.map(({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`).join('\n'));
  }
}
