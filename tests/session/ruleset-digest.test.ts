import { describe, expect, it } from 'vitest';
import { rulesetDigest } from '../../session/ruleset-digest.js';
import { blindSpot, expectation, field, place, rule, ruleset, suppression } from '../rules/evaluate/samples.js';

const key = Buffer.alloc(32, 7);
const base = () => ruleset([rule('r', { fields: ['user'] })], [field('user', { values: ['u-7f3a9c21d0'] })]);

describe('rulesetDigest', () => {
  it('is the same whatever the account, the place of the files and the baseline', () => {
    const digest = rulesetDigest(base(), key);
    expect(digest).toMatch(/^[0-9a-f]{32}$/);
    const other = ruleset([rule('r', { fields: ['user'], place: { ...place, line: 9 } })], [field('user', { values: ['u-other-22'] })], {
      files: ['/elsewhere/rules.yaml'],
      suppressions: [suppression({ baseline: true, fingerprint: 'f' })],
    });
    expect(rulesetDigest(other, key)).toBe(digest);
  });

  it('differs where something else is asked for', () => {
    const rules = base();
    const variants = [
      { ...rules, rules: [] },
      { ...rules, rules: [rule('r', { fields: ['user'], level: 'warning' })] },
      { ...rules, expectations: [expectation({})] },
      { ...rules, hosts: new Map([['first-party', ['a.example']]]) },
      { ...rules, blindSpots: [blindSpot({})] },
      { ...rules, suppressions: [suppression({ host: 'a.example' })] },
      { ...rules, fields: new Map([['user', field('user', { names: ['uid'] })]]) },
    ];
    const digests = new Set([rules, ...variants].map((variant) => rulesetDigest(variant, key)));
    expect(digests.size).toBe(variants.length + 1);
    expect(rulesetDigest(rules, Buffer.alloc(32, 8))).not.toBe(rulesetDigest(rules, key));
  });
});
