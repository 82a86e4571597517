import { describe, expect, it } from 'vitest';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { missingFacts } from '../../../rules/evaluate/missing-facts.js';
import type { LiveForbidden, LiveRule } from '../../../rules/evaluate/scene.js';
import { rule, ruleset } from './samples.js';

const compiled = compileRuleset(ruleset([rule('r', {})], []), new Map()).rules[0]!;
const live = (parts: Partial<LiveForbidden>, more: Partial<LiveRule> = {}): LiveRule => ({
  rule: compiled,
  when: 'unknown',
  never: [{ forbidden: compiled.never[0]!, truth: 'unknown', ...parts }],
  ...more,
});

describe('missingFacts', () => {
  it('is empty where all is known, and where a rule does not ask for the request', () => {
    expect(
      missingFacts(live({ region: { truth: true, verdict: 'denied', conditional: false }, host: true, tls: false }), 'unknown'),
    ).toEqual([]);
  });

  it('names each fact once', () => {
    const region = { truth: 'unknown', verdict: 'undetermined', conditional: false } as const;
    const all = live(
      { region, operator: { truth: 'unknown', lacks: 'asn' }, tls: 'unknown', host: 'unknown' },
      {
        rule: { ...compiled, when: { ...compiled.when, path: () => true } },
        whenLacks: ['direction-unknown', 'names-unknown', 'time-unknown'],
      },
    );
    const found = missingFacts({ ...all, never: [...all.never, ...all.never] }, 'unknown');
    expect(found).toEqual([
      'region-unknown',
      'operator-unknown',
      'tls-version-unknown',
      'request-unknown',
      'direction-unknown',
      'names-unknown',
      'time-unknown',
    ]);
    expect(missingFacts(live({ region: { ...region, conditional: true } }), 'none')).toEqual(['conditional-scope']);
  });
});
