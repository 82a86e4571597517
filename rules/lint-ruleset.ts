import { coveredExceptions } from './lint/covered-exceptions.js';
import type { LintCheck } from './lint/lint-check.js';
import { misspeltSteps } from './lint/misspelt-steps.js';
import { neverMet } from './lint/never-met.js';
import { patternCost } from './lint/pattern-cost.js';
import { rulesOutsideScope } from './lint/rules-outside-scope.js';
import { rulesThatNeverFire } from './lint/rules-that-never-fire.js';
import { shadowedMatchers } from './lint/shadowed-matchers.js';
import { unusedNames } from './lint/unused-names.js';
import { uselessUnder } from './lint/useless-under.js';
import type { Ruleset } from './ruleset.js';
import type { RulesetProblem } from './ruleset-error.js';

const checks: readonly LintCheck[] = [
  ({ warnings }) => warnings,
  unusedNames,
  uselessUnder,
  patternCost,
  shadowedMatchers,
  rulesThatNeverFire,
  rulesOutsideScope,
  neverMet,
  misspeltSteps,
  coveredExceptions,
];

/**
 * What is odd in a ruleset that loads: each with its place and what to do. Exceptions that have ended or are about to, names nothing uses, rules that
 * can never fire, expectations that can never be met, patterns that cost much, exceptions that others cover. Not what is wrong with it: that is
 * thrown by `loadRuleset`. To add a check: its file in `lint/`, its mirrored test, and a line above.
 */
export function lintRuleset(ruleset: Ruleset): readonly RulesetProblem[] {
  return checks.flatMap((check) => check(ruleset));
}
