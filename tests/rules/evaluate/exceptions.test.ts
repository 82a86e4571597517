import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../model/index.js';
import { createExceptions, stateOf } from '../../../rules/evaluate/exceptions.js';
import { at, blindSpot, connection, message, ruleset, start, suppression } from './samples.js';

const on = connection();
const judgement: Judgement = {
  ruleId: 'baseline/token-in-url',
  description: '',
  kind: 'fail',
  level: 'error',
  fieldName: 'token',
  field: at('query.list.0.token', 'x'),
  valueTransforms: [],
  connection: on,
  message: message(on, 'GET /v1/a?b'),
  host: 'api.example',
  step: 'login',
  startedDateTime: start,
  fingerprint: 'f'.repeat(32),
};
const covers = (parts: Parameters<typeof suppression>[0], of: Judgement = judgement) =>
  createExceptions(ruleset([], [], { suppressions: [suppression(parts)] })).apply(of, { uninspected: false }, start).suppression !==
  undefined;

describe('suppressions', () => {
  it.each([
    [{ rule: 'baseline/*' }, true],
    [{ rule: 'other' }, false],
    [{ field: 'token' }, true],
    [{ field: 'phone' }, false],
    [{ host: '*.example' }, true],
    [{ host: 'b.example' }, false],
    [{ path: '/v1/*' }, true],
    [{ path: '/v2/*' }, false],
    [{ at: "$['list'][*]['token']" }, true],
    [{ at: "$['other']" }, false],
    [{ step: 'login' }, true],
    [{ step: 'logout' }, false],
    [{ fingerprint: 'f'.repeat(32) }, true],
    [{ fingerprint: 'e'.repeat(32) }, false],
    [{ host: 'api.example', path: '/v2/*' }, false],
    [{ until: '2026-11-20' }, false],
  ])('%j', (parts, covered) => {
    expect(covers(parts)).toBe(covered);
  });

  it('by path cover a path only if the server cannot take it for another', () => {
    const of = (target: string): Judgement => ({ ...judgement, message: message(on, `GET ${target}`) });
    for (const target of ['/v1/a', '/v1/a//b', '/v1/b/../a', '/v1/%61']) expect(covers({ path: '/v1/*' }, of(target)), target).toBe(true);
    for (const target of ['/v1/../admin', '/v1/%2e%2e/admin', '/v1/.%2E//admin?x', '//v1/a', '/x/../v1/a', '/%761/a'])
      expect(covers({ path: '/v1/*' }, of(target)), target).toBe(false);
    expect(covers({ path: '/%7Euser//*' }, of('/%7Euser//a'))).toBe(true);
  });

  it('by host cover what every name of the connection led to: a Host header is the word of the device', () => {
    const parts = { host: '*.example' };
    const of = (changes: Parameters<typeof connection>[0], host = 'api.example', ...more: string[]): Judgement => {
      const connected = connection(changes);
      const { request, ...rest } = message(connected, 'GET /');
      return {
        ...judgement,
        connection: connected,
        message: { ...rest, request: { ...request!, headers: ['Host', host, ...more] } },
        host,
      };
    };
    const server = { address: '203.0.113.9', port: 443 };
    expect(covers(parts, of({}))).toBe(true);
    expect(covers(parts, of({}, 'evil.test'))).toBe(false);
    expect(covers(parts, of({}, 'api.example', 'Host', 'evil.test'))).toBe(false);
    expect(covers(parts, of({ connectTarget: { host: 'evil.test', port: 443 } }))).toBe(false);
    expect(covers(parts, of({ tls: { serverName: 'evil.test' } }))).toBe(false);
    expect(covers(parts, of({ server: { ...server, host: 'evil.test' } }))).toBe(false);
    // An address beside a name is where the name led to; beside nothing but a header, it is all that is known.
    const dialled = { connectTarget: { host: server.address, port: 443 }, server: { ...server, host: server.address } };
    expect(covers(parts, of(dialled))).toBe(true);
    expect(covers(parts, of({ ...dialled, tls: {} }))).toBe(false);
    expect(covers({ host: '203.0.113.0/24' }, of({ ...dialled, tls: {} }, server.address))).toBe(true);
    expect(covers({ host: server.address }, { ...of({ ...dialled, tls: {} }), host: '' })).toBe(false);
  });

  it('by path or place cover nothing that has none', () => {
    const { message: _message, field: _field, ...bare } = judgement;
    expect(covers({ path: '*' }, bare)).toBe(false);
    expect(covers({ at: '*' }, bare)).toBe(false);
  });
});

describe('blind spots', () => {
  it('cover open findings of uninspected traffic, by interception or reason', () => {
    const open: Judgement = {
      ...judgement,
      kind: 'open',
      openBecause: { missing: 'unreadable', gap: 'undecodable', detail: '', settledBy: '' },
    };
    const spots = (gaps: string[]) => createExceptions(ruleset([], [], { blindSpots: [blindSpot({ host: 'api.example', gaps })] }));
    expect(spots([]).apply(open, { uninspected: true }, start).suppression?.kind).toBe('blind-spot');
    expect(spots(['undecodable']).apply(open, { uninspected: true }, start).suppression).toBeDefined();
    expect(spots(['client-rejected']).apply(open, { uninspected: true }, start).suppression).toBeUndefined();
    expect(spots([]).apply(open, { uninspected: false }, start).suppression).toBeUndefined();
    expect(spots([]).apply(judgement, { uninspected: true }, start).suppression).toBeUndefined();
    const behind = connection({ server: { address: '203.0.113.9', port: 443, host: 'evil.test' } });
    expect(spots([]).apply({ ...open, connection: behind }, { uninspected: true }, start).suppression).toBeUndefined();
  });
});

describe('stateOf', () => {
  it('counts the last day in, and warns fourteen days ahead', () => {
    expect(stateOf('2026-12-05', Date.UTC(2026, 10, 22))).toBe('expires-soon');
    expect(stateOf('2026-12-06', Date.UTC(2026, 10, 22))).toBe('active');
    expect(stateOf('2026-11-21', Date.UTC(2026, 10, 21, 23, 59, 59))).toBe('expires-soon');
    expect(stateOf('2026-11-21', Date.UTC(2026, 10, 22))).toBe('expired');
    expect(stateOf('soon', start)).toBe('expired');
  });
});
