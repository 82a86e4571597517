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

  it('by path or place cover nothing that has none', () => {
    const { message: _message, field: _field, ...bare } = judgement;
    expect(covers({ path: '*' }, bare)).toBe(false);
    expect(covers({ at: '*' }, bare)).toBe(false);
  });
});

describe('blind spots', () => {
  it('cover open findings of uninspected traffic, by interception or reason', () => {
    const open: Judgement = { ...judgement, kind: 'open', openBecause: { gap: 'undecodable', detail: '', settle: '' } };
    const spots = (gaps: string[]) => createExceptions(ruleset([], [], { blindSpots: [blindSpot({ host: 'api.example', gaps })] }));
    expect(spots([]).apply(open, { uninspected: true }, start).suppression?.kind).toBe('blind-spot');
    expect(spots(['undecodable']).apply(open, { uninspected: true }, start).suppression).toBeDefined();
    expect(spots(['client-rejected']).apply(open, { uninspected: true }, start).suppression).toBeUndefined();
    expect(spots([]).apply(open, { uninspected: false }, start).suppression).toBeUndefined();
    expect(spots([]).apply(judgement, { uninspected: true }, start).suppression).toBeUndefined();
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
