import { expect, it } from 'vitest';
import { load } from './load-harness.js';

it('warns of what has ended and what ends within 14 days', () => {
  const body = ['2026-10-31', '2026-11-01', '2026-11-02', '2026-11-15', '2026-11-16']
    .map((until, index) => `  - { rule: r, reason: x, step: s${index}, until: ${until} }`)
    .join('\n');
  const ruleset = load(
    `rules: [{ id: r, never: { region: CN } }]\nsuppressions:\n${body}\nblindSpots: [{ host: a.example, reason: x, until: 2020-01-01 }]`,
  );
  expect(ruleset.warnings.map(({ place, message }) => `${place.line}: ${message}`)).toEqual([
    '4: this suppression ended on 2026-10-31: what it covered counts again',
    '5: this suppression ends today, on 2026-11-01',
    '6: this suppression ends tomorrow, on 2026-11-02',
    '7: this suppression ends in 14 days, on 2026-11-15',
    '9: this blind spot ended on 2020-01-01: what it covered is open again',
  ]);
});
