import type { Ruleset } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';

/** Looks for one kind of oddity in a ruleset that loads. Says where it is, and what to do. */
export type LintCheck = (ruleset: Ruleset) => readonly RulesetProblem[];
