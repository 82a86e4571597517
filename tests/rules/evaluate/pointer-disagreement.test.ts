import { describe, expect, it } from 'vitest';
import type { Connection, NameResolution } from '../../../model/index.js';
import { pointerDisagreement } from '../../../rules/evaluate/pointer-disagreement.js';
import { connection, judgeOf, rule, ruleset } from './samples.js';

const resolution = (parts: Partial<NameResolution> = {}): NameResolution => ({
  name: 'api.ours.example',
  source: 'dns',
  chain: [],
  addresses: [],
  ...parts,
});
const to = (parts: Partial<NameResolution>, more: Partial<Connection> = {}) =>
  connection({
    connectTarget: { host: 'api.ours.example', port: 443 },
    tls: { serverName: 'api.ours.example' },
    server: { address: '203.0.113.9', port: 443, host: 'api.ours.example' },
    resolution: resolution(parts),
    ...more,
  });

describe('pointerDisagreement', () => {
  it('holds where every name of the address is of another domain', () => {
    expect(pointerDisagreement(to({ pointers: ['host7.isp.example'] }))).toBe(true);
    expect(pointerDisagreement(to({ pointers: ['a.isp.example', 'ours.example.evil.example'] }))).toBe(true);
  });

  it('does not where one is of the same domain, or of an alias’s, or there is none', () => {
    expect(pointerDisagreement(to({ pointers: ['lb3.ours.example'] }))).toBe(false);
    expect(pointerDisagreement(to({ pointers: ['a.isp.example', 'LB3.OURS.example.'] }))).toBe(false);
    const chain = [{ name: 'api.ours.example', cname: 'x.cdn.example', ttl: 60 }];
    expect(pointerDisagreement(to({ chain, pointers: ['edge7.cdn.example'] }))).toBe(false);
    expect(pointerDisagreement(to({ pointers: [] }))).toBe(false);
  });

  it('is unknown where nobody said, or a proxy hides the address', () => {
    expect(pointerDisagreement(to({}))).toBe('unknown');
    expect(pointerDisagreement(to({ chainUnknown: 'late', source: 'system' }))).toBe('unknown');
    expect(pointerDisagreement(to({ pointers: ['host7.isp.example'] }, { upstreamProxy: 'proxy.example:3128' }))).toBe('unknown');
  });

  it('says nothing of addresses without a name, of what was overridden, and of what was not reached', () => {
    const bare = { connectTarget: { host: '203.0.113.9', port: 443 }, tls: {}, server: { address: '203.0.113.9', port: 443 } };
    expect(pointerDisagreement(to({ pointers: ['host7.isp.example'] }, bare))).toBe(false);
    expect(pointerDisagreement(to({ source: 'system', chainUnknown: 'overridden' }))).toBe(false);
    const { server: _, ...unreached } = to({});
    expect(pointerDisagreement(unreached)).toBe(false);
  });
});

describe('a rule on the names of addresses', () => {
  const judge = () => judgeOf(ruleset([rule('r', { never: [{ names: 'disagree-with-ptr' }] })], []));

  it('is violated, clear or open accordingly', () => {
    expect(judge().opened(to({ pointers: ['host7.isp.example'] }))).toMatchObject([{ kind: 'fail' }]);
    expect(judge().opened(to({ pointers: ['lb3.ours.example'] }))).toEqual([]);
    const [open] = judge().opened(to({}));
    expect(open).toMatchObject({ kind: 'open', openBecause: { missing: 'names-unknown' } });
    expect(open?.openBecause?.detail).toContain('PTR');
  });
});
