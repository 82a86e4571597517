import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { defaultContext } from '../../../rules/load/default-context.js';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { lintRuleset } from '../../../rules/lint-ruleset.js';
it('x', () => {
  const c = defaultContext({ readFile: (p) => readFileSync(p, 'utf8').replaceAll(/description: ([^"}]*, hence a warning)/g, 'description: "$1"') });
  const r = loadRuleset(['plainsight:baseline'], c);
  console.log(r.rules.map((x) => `${x.id} ${x.level} ${x.failFrom} ${x.examples.length}`), r.warnings, lintRuleset(r));
});
