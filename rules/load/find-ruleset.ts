import { statSync } from 'node:fs';
import { join } from 'node:path';
import { RulesetError } from '../ruleset-error.js';

const names = ['plainsight.yaml', 'plainsight.yml', 'plainsight.json'];

/**
 * The ruleset that is used without being named: `plainsight.yaml`, `.yml` or `.json` in `directory`; nothing when there is none.
 *
 * @throws RulesetError when there are several: picking one would ignore the others.
 */
export function findRuleset(directory: string): string | undefined {
  const found = names.filter((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isFile());
  const [first, second] = found;
  if (first !== undefined && second !== undefined) {
    const place = { file: join(directory, second), line: 1, column: 1 };
    throw new RulesetError([{ place, message: `${first} stands beside it: keep one, or name the rulesets with --rules` }]);
  }
  return first === undefined ? undefined : join(directory, first);
}
