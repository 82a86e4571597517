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
const describeRegion = () => 'two databases disagree';

describe('reasonOfFacts', () => {
  it('says what is wrong with the region, and how to settle it', () => {
    const on = connection({ server: { address: '203.0.113.9', port: 443, region: region() } });
    expect(reasonOfFacts(live({ region: unknownRegion }), on, 'none', undefined, describeRegion)).toMatchObject({
      gap: 'region-undetermined',
      detail: 'two databases disagree',
      settle: expect.stringContaining('203.0.113.9/32'),
    });
    const six = connection({ server: { address: '2001:db8::1', port: 443 } });
    const reason = reasonOfFacts(live({ region: unknownRegion }), six, 'none', undefined, () => undefined);
    expect(reason.detail).toBe('the country of this address is not certain');
    expect(reason.settle).toContain('2001:db8::1/128');
    const conditional = live({ region: { ...unknownRegion, conditional: true } });
    expect(reasonOfFacts(conditional, on, 'none', undefined, describeRegion).detail).toContain('conditional');
  });

  it('says what else is not known: TLS, the request, the names', () => {
    const on = connection();
    expect(reasonOfFacts(live({ tls: 'unknown' }), on, 'none', undefined, describeRegion).gap).toBe('handshake-failed');
    expect(reasonOfFacts(live({}), on, 'unknown', undefined, describeRegion).detail).toContain('request');
    expect(reasonOfFacts(live({}), on, 'none', undefined, describeRegion).detail).toContain('names');
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
      const { gap, detail, settle } = reasonOfGap({ reason, connectionId: 'c', detail: 'seen' });
      expect([gap, detail]).toEqual([reason, 'seen']);
      expect(settle, reason).toMatch(/^\w.{15}/);
    }
  });
});
