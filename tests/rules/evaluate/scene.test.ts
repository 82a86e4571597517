import { describe, expect, it } from 'vitest';
import type { Message } from '../../../model/index.js';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import {
  effectiveRegion,
  liveIn,
  neverTruth,
  requestFacts,
  requestTruth,
  type Scene,
  speaksOfMessages,
} from '../../../rules/evaluate/scene.js';
import { createRunClock } from '../../../rules/evaluate/step-clock.js';
import type { RuleDefinition } from '../../../rules/ruleset.js';
import { connection, message, place, region, rule, ruleset, start } from './samples.js';

const compiled = (parts: Partial<RuleDefinition>) => compileRuleset(ruleset([rule('r', parts)], []), new Map()).rules[0]!;
const context = {
  clock: createRunClock(),
  groups: new Map(),
  autonomousSystem: () => undefined,
  nameOperators: () => [],
  judgeRegion: () => ({ verdict: 'denied', conditional: false }) as const,
};
const scene = (parts: Partial<Scene> = {}): Scene => ({
  connection: connection(),
  direction: 'client-to-server',
  hosts: { names: ['api.example'], complete: true },
  wire: 'tls',
  span: { from: start, to: start },
  ...parts,
});
const live = (parts: Partial<RuleDefinition>, of: Partial<Scene> = {}) => liveIn(compiled(parts), scene(of), context);

describe('effectiveRegion', () => {
  it('proves nothing from a database behind an upstream proxy, but an override does', () => {
    const behind = (of: ReturnType<typeof region>) =>
      effectiveRegion(connection({ upstreamProxy: 'proxy.example:3128', server: { address: '203.0.113.9', port: 443, region: of } }));
    expect(behind(region('US'))?.candidates).toBe('unknown');
    expect(behind({ candidates: 'unknown', source: { kind: 'none', cause: 'not-dialled' } })?.source).toEqual({
      kind: 'none',
      cause: 'behind-upstream-proxy',
    });
    const override = { candidates: ['US'], source: { kind: 'override', place: 'rules.yaml:1', reason: 'staging' } } as const;
    expect(behind(override)?.candidates).toEqual(['US']);
    const { server, ...unreached } = connection();
    expect(effectiveRegion(unreached)).toBeUndefined();
    expect(effectiveRegion(connection({ server: { address: '203.0.113.9', port: 443 } }))?.candidates).toBe('unknown');
  });
});

describe('liveIn', () => {
  it('drops a rule that is certainly clear, and keeps one that is not known to be', () => {
    expect(live({ never: [{ wire: 'cleartext' }] })).toBeUndefined();
    expect(live({ never: [{ wire: 'cleartext' }] }, { wire: 'unknown' })).toMatchObject({ never: [{ truth: 'unknown' }] });
    expect(live({ when: { direction: 'server-to-client' } })).toBeUndefined();
    expect(live({ when: { direction: 'server-to-client' } }, { direction: 'unknown' })).toMatchObject({ when: 'unknown' });
  });

  it('asks for the autonomous system only where it may decide', () => {
    const asked: string[] = [];
    const operators = new Map([
      ['a', { name: 'a', place, domains: ['a.example'], asns: [] as number[] }],
      ['b', { name: 'b', place, domains: [], asns: [64500] }],
    ]);
    const byOperator = (member: string) => {
      const never = [{ operator: { mode: 'in' as const, members: [member] } }];
      const { rules, nameOperators } = compileRuleset(ruleset([rule('r', { never })], [], { operators }), new Map());
      const autonomousSystem = (address: string) => {
        asked.push(address);
        return { asn: 64500, organisation: 'Example', source: 'asn 2026-06-17' };
      };
      return liveIn(rules[0]!, scene(), { ...context, autonomousSystem, nameOperators })?.operators;
    };
    expect([byOperator('a'), asked]).toEqual([undefined, []]);
    expect([byOperator('b'), asked.includes('203.0.113.9')]).toEqual([[{ operator: 'b', by: 'asn', name: 'AS64500' }], true]);
  });

  it('says what the region comes to where the rule tests it', () => {
    expect(live({ never: [{ region: { mode: 'in', members: ['CN'] } }] })).toMatchObject({ regionVerdict: 'denied' });
    expect(live({})).not.toHaveProperty('regionVerdict');
  });
});

describe('speaksOfMessages', () => {
  it('knows what only a message has', () => {
    expect(speaksOfMessages(compiled({ when: { direction: 'server-to-client' } }))).toBe(true);
    expect(speaksOfMessages(compiled({ when: { host: { mode: 'in', members: ['api.example'] } } }))).toBe(false);
  });
});

describe('requestFacts', () => {
  it('is the request, or says whether there can be one', () => {
    const { request } = message(connection(), 'GET /');
    const facts = (kind: Message['kind']) => requestFacts({ kind });
    expect(requestFacts({ kind: 'websocket', request: request! })).toBe(request);
    expect(requestFacts({ kind: 'dns', request: request! })).toBe(request);
    for (const kind of ['dns', 'mqtt', 'datagram'] as const) expect(facts(kind), kind).toBe('none');
    for (const kind of ['http-request', 'http-response', 'websocket', 'grpc', 'opaque'] as const) expect(facts(kind), kind).toBe('unknown');
  });
});

describe('requestTruth', () => {
  const on = connection();
  const head = (request: string) => message(on, request).request!;
  const truth = (request: Parameters<typeof requestTruth>[1]) =>
    requestTruth(compiled({ when: { method: { mode: 'in', members: ['get'] }, path: { mode: 'in', members: ['/a b/*'] } } }), request);

  it('takes a path as sent and decoded', () => {
    expect(truth(head('GET /a%20b/c'))).toBe(true);
    expect(truth(head('GET /a%20b'))).toBe(false);
    expect(truth(head('POST /a%20b/c'))).toBe(false);
    expect(truth(head('GET /a%zz'))).toBe(false);
    expect(truth(head('GET *'))).toBe(false);
  });

  it('takes a path as a server may take it', () => {
    for (const target of ['/x/../a%20b/c', '//a%20b//c', '/x/%2e%2E/a%20b/c', '/%61 b/c', '/a%20b%2f..%2fa%20b/c'])
      expect(truth({ ...head('GET /'), target }), target).toBe(true);
    const but = (target: string) =>
      requestTruth(compiled({ when: { path: { mode: 'notIn', members: ['/health*'] } } }), { ...head('GET /'), target });
    expect([but('/health/x'), but('/health/../v1/me'), but('/v1/me')]).toEqual([false, true, true]);
  });

  it('is unknown where no request could be read, and false where there is none', () => {
    expect([truth('unknown'), truth('none')]).toEqual(['unknown', false]);
    expect(requestTruth(compiled({}), 'none')).toBe(true);
  });
});

describe('neverTruth', () => {
  const of = (parts: Partial<RuleDefinition>) => live(parts)!;
  const inUrl = { location: { mode: 'in', members: ['url'] } } as const;

  it('depends on where something may stand', () => {
    expect(neverTruth(of({ never: [inUrl] }), ['url'], true)).toBe(true);
    expect(neverTruth(of({ never: [inUrl] }), ['url', 'body'], true)).toBe('unknown');
    expect(neverTruth(of({ never: [inUrl] }), ['body'], true)).toBe(false);
    expect(neverTruth(of({ when: inUrl }), ['body'], true)).toBe(false);
  });

  it('forbids what is readable, not a hash', () => {
    expect(neverTruth(of({ never: [{ readable: true }] }), ['body'], false)).toBe(false);
    expect(neverTruth(of({ never: [{ readable: true }, inUrl] }), ['url'], false)).toBe(true);
  });
});
