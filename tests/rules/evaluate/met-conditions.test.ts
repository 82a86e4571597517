import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../model/index.js';
import { compileExchangeCondition } from '../../../rules/compile/compile-rule.js';
import { metConditions } from '../../../rules/evaluate/met-conditions.js';
import type { ExchangeCondition } from '../../../rules/ruleset.js';
import { connection, message, start } from './samples.js';

const on = connection();
const exchange = (request: string, status?: number): Exchange => ({
  id: 'e',
  connectionId: on.id,
  request: message(on, request).request!,
  ...(status === undefined ? {} : { status }),
  startedDateTime: start,
  endedDateTime: start + 5,
  complete: true,
});
const is = (...members: string[]) => ({ mode: 'in' as const, members });
const judged = (conditions: readonly ExchangeCondition[], of: Exchange, over = on) =>
  metConditions(
    conditions.map((condition) => compileExchangeCondition(condition, new Map())),
    over,
    of,
  );
const met = (conditions: readonly ExchangeCondition[], of: Exchange) => judged(conditions, of).met;

describe('metConditions', () => {
  it('gives the number of each condition that holds in all it says', () => {
    const conditions = [
      { method: is('DELETE'), path: is('/account') },
      { method: is('GET') },
      { host: is('*.example') },
      { host: is('other.example') },
      { status: is('4xx') },
    ];
    expect(met(conditions, exchange('DELETE /account?x', 204))).toEqual([0, 2]);
    expect(met(conditions, exchange('DELETE /v1/../account', 204))).toEqual([0, 2]);
    expect(met(conditions, exchange('DELETE /account', 404))).toEqual([4]);
    expect(met(conditions, exchange('GET /', 200))).toEqual([1, 2]);
  });

  it('says of one whose answer nobody saw which it may have met, if it reached a server', () => {
    const conditions = [
      { method: is('DELETE') },
      { method: is('GET') },
      { method: is('DELETE'), status: is('4xx') },
      { host: is('other.example') },
    ];
    expect(judged(conditions, exchange('DELETE /'))).toEqual({ met: [], possible: [0, 2] });
    const { server: _, ...unreached } = connection();
    expect(judged(conditions, exchange('DELETE /'), unreached)).toEqual({ met: [], possible: [] });
  });

  it('gives none where there are none', () => {
    expect(judged([], exchange('GET /', 200))).toEqual({ met: [], possible: [] });
  });
});
