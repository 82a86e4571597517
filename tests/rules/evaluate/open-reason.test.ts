import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../model/index.js';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { reasonOfFacts, reasonOfGap } from '../../../rules/evaluate/open-reason.js';
import type { LiveRule } from '../../../rules/evaluate/scene.js';
import { connection, region, rule, ruleset } from './samples.js';

const compiled = compileRuleset(ruleset([rule('r', {})], []), new Map()).rules[0]!;
const live = (parts: Partial<LiveRule['never'][number]>): LiveRule => ({
  rule: compiled,
  when: 'unknown',
  never: [{ forbidden: compiled.never[0]!, truth: 'unknown', ...parts }],
});
const unknownRegion = { truth: 'unknown', verdict: 'undetermined', conditional: false } as const;
const describeRegion = () => ({ detail: 'two databases disagree', settledBy: 'say which decides' });

describe('reasonOfFacts', () => {
  it('says what is wrong with the region, and how to settle it', () => {
    const on = connection({ server: { address: '203.0.113.9', port: 443, region: region() } });
    expect(reasonOfFacts(live({ region: unknownRegion }), on, 'none', undefined, describeRegion)).toMatchObject({
      gap: 'region-undetermined',
      detail: 'two databases disagree',
      settledBy: 'say which decides',
    });
    const six = connection({ server: { address: '2001:db8::1', port: 443 } });
    const reason = reasonOfFacts(live({ region: unknownRegion }), six, 'none', undefined, () => undefined);
    expect(reason.detail).toBe('the country of this address is not certain');
    expect(reason.settledBy).toContain('2001:db8::1/128');
    const conditional = live({ region: { ...unknownRegion, conditional: true } });
    expect(reasonOfFacts(conditional, on, 'none', undefined, describeRegion).detail).toContain('conditional');
  });

  it('says what else is not known: TLS, the request, the names', () => {
    const on = connection();
    expect(reasonOfFacts(live({ tls: 'unknown' }), on, 'none', undefined, describeRegion).gap).toBe('handshake-failed');
    const asking = { ...live({}), rule: { ...compiled, when: { ...compiled.when, path: () => true } } };
    expect(reasonOfFacts(asking, on, 'unknown', undefined, describeRegion)).toMatchObject({
      missing: 'request-unknown',
      detail: expect.stringContaining('request'),
    });
    expect(reasonOfFacts(live({ host: 'unknown' }), on, 'none', undefined, describeRegion)).toMatchObject({
      missing: 'names-unknown',
      detail: expect.stringContaining('names'),
    });
    expect(reasonOfFacts({ ...live({}), whenLacks: ['time-unknown'] }, on, 'none', undefined, describeRegion)).toMatchObject({
      missing: 'time-unknown',
      detail: expect.stringContaining('step'),
    });
    expect(reasonOfFacts({ ...live({}), whenLacks: ['direction-unknown'] }, on, 'none', undefined, describeRegion).missing).toBe(
      'direction-unknown',
    );
  });

  it('names every other fact that is missing, and says what is said of the first', () => {
    const both = live({ region: unknownRegion, operator: { truth: 'unknown', lacks: 'asn' }, tls: 'unknown' });
    const reason = reasonOfFacts(both, connection(), 'none', undefined, describeRegion);
    expect(reason).toMatchObject({ missing: 'region-unknown', alsoMissing: ['operator-unknown', 'tls-version-unknown'] });
    const one = reasonOfFacts(live({ operator: { truth: 'unknown', lacks: 'asn' } }), connection(), 'none', undefined, describeRegion);
    expect([one.missing, one.gap, one.alsoMissing]).toEqual(['operator-unknown', 'region-undetermined', undefined]);
  });

  it('tells what depends on the recipient from what nobody knows', () => {
    const conditional = live({ region: { ...unknownRegion, conditional: true } });
    expect(reasonOfFacts(conditional, connection(), 'none', undefined, describeRegion).missing).toBe('conditional-scope');
  });
});

describe('reasonOfGap', () => {
  it('says of every reason what would settle it', () => {
    const reasons: readonly Gap['reason'][] = [
      'handshake-failed',
      'passthrough',
      'undecodable',
      'truncated',
      'unsupported-protocol',
      'ambiguous-framing',
      'region-undetermined',
      'budget-exhausted',
      'inspection-failed',
    ];
    for (const reason of reasons) {
      const { missing, gap, detail, settledBy } = reasonOfGap({ reason, connectionId: 'c', detail: 'seen' });
      expect([missing, gap, detail]).toEqual(['unreadable', reason, 'seen']);
      expect(settledBy, reason).toMatch(/^\w.{15}/);
    }
  });

  it('says what else is unknown, which a look inside would not settle; but not what it would', () => {
    const hidden = { ...live({ region: unknownRegion }), whenLacks: ['direction-unknown', 'time-unknown'] as const };
    const reason = reasonOfGap({ reason: 'passthrough', connectionId: 'c', detail: 'seen' }, hidden);
    expect(reason).toMatchObject({ missing: 'unreadable', gap: 'passthrough', alsoMissing: ['region-unknown', 'time-unknown'] });
  });
});
