import { describe, expect, it } from 'vitest';
import { misspeltSteps } from '../../../rules/lint/misspelt-steps.js';
import { lintWith } from './lint-with.js';

const lint = lintWith(misspeltSteps);
const rules = (...whens: string[]) =>
  lint(
    `rules:\n${whens.map((when, index) => `  - { id: r${index}, fields: [credit-card], when: { ${when} }, never: anywhere }`).join('\n')}`,
  );

describe('misspeltSteps', () => {
  it('finds a step that stands once and is a letter off another', () => {
    expect(rules('before: consent', 'during: consent', 'after: consnet')).toEqual([
      'r.yaml:5:11: the step `consnet` is named here only, and `consent` elsewhere: write the same name if the same step is meant',
    ]);
    expect(
      lint(
        'rules: [{ id: r, never: { region: CN }, when: { during: checkout } }, { id: s, never: { region: CN }, when: { before: checkout } }]\n' +
          'suppressions: [{ rule: r, step: check-out, reason: x, until: 2027-06-01 }]',
      ),
    ).toEqual([expect.stringContaining('r.yaml:3:16: the step `check-out` is named here only')]);
  });

  it.each([
    [['before: consent', 'during: consent', 'after: call']],
    [['during: step-1', 'before: step-1', 'after: step-2']],
    [['during: login', 'before: consent']],
    [['during: join', 'before: join', 'after: joip']],
    [['during: consent', 'before: consnet']],
    [['during: login', 'before: login', 'after: logout']],
    [['during: consent', 'before: consent', 'after: { exchange: { path: /consnet } }']],
  ])('does not cry wolf: %j', (whens) => {
    expect(rules(...whens)).toEqual([]);
  });
});
