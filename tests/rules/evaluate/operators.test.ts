import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../model/index.js';
import type { OperatorDefinition, RuleDefinition } from '../../../rules/ruleset.js';
import { at, cleartextConnection, connection, field, judgeOf, message, place, region, rule, ruleset } from './samples.js';

const operators = new Map<string, OperatorDefinition>([
  ['agora', { name: 'agora', place, domains: ['agora.io'], asns: [64500] }],
  ['zoom', { name: 'zoom', place, domains: ['zoom.example'], asns: [] }],
]);
const systems = new Map([
  ['203.0.113.9', 64500],
  ['203.0.113.10', 64999],
]);
const autonomousSystem = (address: string) => {
  const asn = systems.get(address);
  return asn === undefined ? undefined : { asn, organisation: `Network ${asn}`, source: 'asn 2026-06-17' };
};
const judgeFor = (...rules: RuleDefinition[]) =>
  judgeOf(ruleset(rules, [field('uid', { values: ['u-7f3a9c21d0'] })], { operators }), { autonomousSystem });
const never = (...parts: RuleDefinition['never']) => rule('r', { never: parts });
const byAgora = { operator: { mode: 'in', members: ['agora'] } } as const;
const inChina = { region: { mode: 'in', members: ['CN'] } } as const;
const to = (address: string, parts: Partial<Connection> = {}) =>
  connection({ server: { address, port: 443, host: 'api.example', region: region('US') }, ...parts });

const judged = (definition: RuleDefinition, on: Connection) =>
  judgeFor(definition)
    .opened(on)
    .map(({ kind, operator, regionVerdict }) => [kind, operator, regionVerdict]);

describe('a rule on operators', () => {
  it('is violated by number or by name, though the region is fine or unknown', () => {
    expect(judged(never(byAgora, inChina), to('203.0.113.9'))).toEqual([['fail', 'agora', 'allowed']]);
    expect(judged(never(byAgora), to('203.0.113.10', { tls: { serverName: 'edge.AGORA.io.' } }))).toEqual([['fail', 'agora', undefined]]);
    const unknown = { address: '203.0.113.9', port: 443, region: region() };
    expect(judged(never(byAgora, inChina), connection({ server: unknown }))).toEqual([['fail', 'agora', 'undetermined']]);
  });

  it('is violated by what the dialled name is an alias of, and says so', () => {
    const chain = [{ name: 'api.example', cname: 'edge.agora.io', ttl: 60 }];
    const resolution = {
      name: 'api.example',
      source: 'dns',
      resolver: '192.0.2.53',
      chain,
      addresses: [{ address: '203.0.113.10', ttl: 60 }],
    } as const;
    const aliased = to('203.0.113.10', { resolution });
    expect(judgeFor(never(byAgora)).opened(aliased)).toMatchObject([
      { kind: 'fail', operator: 'agora', operatorMatches: [{ operator: 'agora', by: 'cname', name: 'edge.agora.io' }] },
    ]);
    const unconfirmed = { ...resolution, source: 'system', chainUnknown: 'other-addresses' } as const;
    const [open] = judgeFor(never(byAgora)).opened(to('203.0.113.10', { resolution: unconfirmed }));
    expect(open).toMatchObject({ kind: 'open', openBecause: { gap: 'region-undetermined' } });
    expect(open?.openBecause?.detail).toContain('api.example is an alias of edge.agora.io by DNS');
    // Nobody knows: it may be theirs. Somebody has overridden the name on purpose: it is not.
    const unknown = { name: 'api.example', source: 'system', chain: [], addresses: [], chainUnknown: 'no-answer' } as const;
    expect(judged(never(byAgora), to('203.0.113.10', { resolution: unknown }))).toEqual([['open', undefined, undefined]]);
    expect(judged(never(byAgora), to('203.0.113.10', { resolution: { ...unconfirmed, chainUnknown: 'overridden' } }))).toEqual([]);
  });

  it('plans anew when an alias becomes known', () => {
    const judge = judgeFor(rule('r', { fields: ['uid'], never: [byAgora] }));
    const on = to('203.0.113.10');
    const sent = message(on, 'POST /', { text: 'u-7f3a9c21d0' });
    expect(judge.need(on, sent)).toBe('nothing');
    const chain = [{ name: 'api.example', cname: 'edge.agora.io', ttl: 60 }];
    on.resolution = { name: 'api.example', source: 'dns', resolver: '192.0.2.53', chain, addresses: [] };
    expect(judge.need(on, sent)).toBe('fields');
  });

  it('leaves the region open where the operator does not match', () => {
    const on = connection({ server: { address: '203.0.113.10', port: 443, region: region() } });
    expect(judged(never(byAgora, inChina), on)).toEqual([['open', undefined, 'undetermined']]);
    expect(judged(never({ ...byAgora, ...inChina }), on)).toEqual([]);
  });

  it('is open where nobody knows the number, and says why', () => {
    const found = judgeFor(never(byAgora)).opened(to('10.1.2.3'));
    expect(found).toMatchObject([{ kind: 'open', openBecause: { gap: 'region-undetermined' } }]);
    expect(found[0]?.openBecause?.detail).toContain('10.1.2.3 is a private address');
    const proxied = judgeFor(never(byAgora)).opened(to('203.0.113.9', { upstreamProxy: 'proxy.example:3128' }));
    expect(proxied[0]?.openBecause?.detail).toContain('upstream proxy');
    expect(proxied[0]?.connection.server).not.toHaveProperty('autonomousSystem');
    const byZoom = rule('r', { never: [{ operator: { mode: 'in', members: ['zoom'] } }] });
    expect(judged(byZoom, to('10.1.2.3'))).toEqual([]);
    // The proxy resolved the name: nobody here knows whose alias it is.
    const [hidden] = judgeFor(byZoom).opened(to('203.0.113.9', { upstreamProxy: 'proxy.example:3128' }));
    expect(hidden).toMatchObject({ kind: 'open', openBecause: { missing: 'operator-unknown' } });
    expect(hidden?.openBecause?.detail).toContain('the upstream proxy resolved its name');
  });

  it('is clear where nothing was reached', () => {
    const { server, ...unreached } = to('203.0.113.9');
    expect(judged(never(byAgora), unreached)).toEqual([]);
  });

  it('judges fields, with who announces the address in evidence', () => {
    const judge = judgeFor(rule('r', { fields: ['uid'], never: [byAgora] }));
    const on = to('203.0.113.9');
    const sent = message(on, 'POST /');
    expect(judge.need(on, message(on, 'POST /', { text: 'u-7f3a9c21d0' }))).toBe('fields');
    expect(judge.message(on, sent, [at('body.u', 'u-7f3a9c21d0')], [])).toMatchObject([{ kind: 'fail', operator: 'agora' }]);
    expect(on.server?.autonomousSystem).toMatchObject({ asn: 64500, organisation: 'Network 64500' });
    const other = to('203.0.113.10');
    expect(judge.need(other, message(other, 'POST /', { text: 'u-7f3a9c21d0' }))).toBe('nothing');
  });

  it('judges the Host header of a message too', () => {
    const judge = judgeFor(never({ operator: { mode: 'in', members: ['zoom'] } }));
    const on = cleartextConnection({ server: { address: '203.0.113.10', port: 80, region: region('US') } });
    const sent = message(on, 'GET /', { headers: ['Host', 'web.zoom.example'] });
    expect(judge.opened(on)).toEqual([]);
    expect(judge.need(on, sent)).toBe('fields');
    expect(judge.message(on, sent, [], [])).toMatchObject([{ kind: 'fail', operator: 'zoom' }]);
  });

  it('is not silenced by a blind spot where only the number is missing', () => {
    const spot = { host: '*', gaps: [], reason: 'pinned', until: '2027-06-30', place };
    const judge = judgeOf(ruleset([never(byAgora)], [], { operators, blindSpots: [spot] }), { autonomousSystem });
    const refused = to('10.1.2.3', { interception: 'passthrough' });
    const found = [...judge.opened(refused), ...judge.closed(refused)];
    expect(found).toHaveLength(1);
    expect(found[0]).not.toHaveProperty('suppression');
  });

  it('tells its findings apart by who runs the server', () => {
    const print = (on: Connection, definition = never({ operator: { mode: 'notIn', members: ['zoom'] } })) =>
      judgeFor(definition).opened(on)[0]?.fingerprint;
    const agora = to('203.0.113.9', { tls: { serverName: 'x.agora.io' }, connectTarget: { host: 'x.agora.io', port: 443 } });
    expect(print(agora)).toMatch(/^[0-9a-f]{32}$/);
    expect(print(agora)).toBe(print({ ...agora, server: { address: '203.0.113.10', port: 443 } }));
    const everywhere = never({ anywhere: true });
    expect(print(agora, everywhere)).not.toBe(print(agora));
  });
});
