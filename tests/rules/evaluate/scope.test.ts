import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../model/index.js';
import { at, connection, expectation, field, judgeOf, message, place, rule, ruleset } from './samples.js';

const leak = rule('leak', { fields: ['uid'], never: [{ anywhere: true }] });
const everywhere = rule('everywhere', { never: [{ anywhere: true }] });
const uid = field('uid', { values: ['u-7f3a9c21d0'] });
const judging = (parts: Parameters<typeof ruleset>[2] = {}) =>
  judgeOf(ruleset([leak, everywhere], [uid], { scope: { place, hosts: ['ours.example'] }, ...parts }));
const to = (host: string, parts: Partial<Connection> = {}) =>
  connection({
    connectTarget: { host, port: 443 },
    tls: { serverName: host },
    server: { address: '203.0.113.9', port: 443, host },
    ...parts,
  });
const fields = [at('query.u', 'u-7f3a9c21d0')];

describe('scope', () => {
  it('judges what is inside, and nothing outside', () => {
    const judge = judging();
    const outside = to('other.example');
    const sent = message(outside, 'GET /?u=u-7f3a9c21d0');
    expect(judge.inScope(outside, sent)).toBe(false);
    expect(judge.need(outside, sent)).toBe('nothing');
    expect(judge.outline(outside, sent)).toEqual({ kind: 'nothing' });
    const unread = to('other.example', { interception: 'passthrough' });
    const gap = { reason: 'undecodable', connectionId: outside.id, detail: 'x' } as const;
    const found = [
      ...judge.opened(outside),
      ...judge.message(outside, sent, fields, []),
      ...judge.gap(outside, gap),
      ...judge.closed(outside),
      ...judge.opened(unread),
      ...judge.closed(unread),
      ...judge.finish(0),
    ];
    expect(found).toEqual([]);
    const inside = to('ours.example');
    const ruleIds = [...judge.opened(inside), ...judge.message(inside, message(inside, 'GET /'), fields, [])].map(({ ruleId }) => ruleId);
    expect(ruleIds).toEqual(['everywhere', 'leak']);
  });

  it('takes traffic outside for none, and expects nothing of it', () => {
    const judge = judging({ expectations: [expectation({ path: { mode: 'in', members: ['/login'] } })] });
    const outside = to('other.example');
    judge.opened(outside);
    const { request } = message(outside, 'GET /login');
    judge.exchange(outside, {
      id: 'e',
      connectionId: outside.id,
      request: request!,
      status: 200,
      startedDateTime: 0,
      endedDateTime: 1,
      complete: true,
    });
    judge.closed(outside);
    judge.finish(0);
    const { doubts, plantedNeverSeen, plantedNotLookedFor } = judge.summary(0);
    expect(doubts.map(({ kind }) => kind)).toEqual(['no-traffic', 'unmet-expectation', 'unexercised-rule', 'unexercised-rule']);
    expect([plantedNeverSeen, plantedNotLookedFor]).toEqual([[], ['uid']]);
  });

  it('judges a connection from the first message that is inside', () => {
    const judge = judging();
    const front = to('front.example');
    expect(judge.opened(front)).toEqual([]);
    const hidden = message(front, 'GET /');
    const inside = { ...hidden, request: { ...hidden.request!, headers: ['Host', 'ours.example'] } };
    expect(judge.need(front, inside)).not.toBe('nothing');
    expect(
      judge
        .message(front, inside, fields, [])
        .map(({ ruleId }) => ruleId)
        .sort(),
    ).toEqual(['everywhere', 'leak']);
    // What could not be read of it may have been inside, too.
    const lost = judge.gap(front, { reason: 'ambiguous-framing', connectionId: front.id, detail: 'x' });
    expect(lost.map(({ kind }) => kind)).toContain('open');
  });
});
