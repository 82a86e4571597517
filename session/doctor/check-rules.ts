import { findRuleset, loadRuleset } from '../../rules/index.js';
import { rulesetContext } from '../ruleset-context.js';
import type { Finding } from './setup-check.js';
import type { SetupOptions } from './setup-options.js';

/** The rulesets that a run would be judged by. Throws `RulesetError`, with everything that is wrong in them. */
export function checkRules({ rules, workingFolder, env, now }: Pick<SetupOptions, 'rules' | 'workingFolder' | 'env' | 'now'>): Finding {
  const nearby = findRuleset(workingFolder);
  const own = rules ?? (nearby === undefined ? [] : [nearby]);
  const ruleset = loadRuleset(own.length > 0 ? own : ['plainsight:baseline'], rulesetContext({ env, now }));
  const inForce = ruleset.rules.filter(({ level }) => level !== 'off').length;
  const found = `${ruleset.files.join(', ')}: ${inForce} rules in force`;
  if (own.length === 0) {
    return {
      state: 'note',
      found: `no plainsight.yaml here, so the baseline: ${inForce} rules in force`,
      next: 'write rules of your own: docs/rules.md',
    };
  }
  if (inForce === 0) return { state: 'problem', found, next: 'add rules, or extend a pack: a run without rules is inconclusive' };
  if (ruleset.warnings.length === 0) return { state: 'ok', found };
  const warnings = ruleset.warnings.map(({ message, place }) => `${place.file}:${place.line}:${place.column}: ${message}`);
  return { state: 'warning', found: [found, ...warnings].join('\n'), next: 'plainsight rules lint says more' };
}
