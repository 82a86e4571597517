import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Connection, Gap, Judgement } from '../../../model/index.js';
import { RulesetError } from '../../../rules/ruleset-error.js';
import {
  at,
  blindSpot,
  cleartextConnection,
  connection,
  expectation,
  field,
  judgeOf,
  message,
  region,
  rule,
  ruleset,
  start,
  suppression,
} from './samples.js';

const userId = field('user-id', { values: ['u-7f3a9c21d0'], names: ['user_id'] });
const planted = field('planted', { values: ['u-7f3a9c21d0'] });
const cleartext = rule('no-cleartext', { fields: ['planted'], never: [{ wire: 'cleartext' }] });
const atHome = rule('at-home', { fields: ['planted'], never: [{ region: { mode: 'notIn', members: ['home'] } }] });

const kinds = (judgements: readonly Judgement[]): string[] => judgements.map(({ ruleId, kind }) => `${ruleId} ${kind}`);
const gap = (on: Connection, reason: Gap['reason'], parts: Partial<Gap> = {}): Gap => ({
  reason,
  connectionId: on.id,
  detail: 'seen',
  ...parts,
});

describe('a planted value in a message', () => {
  it('violates a cleartext rule in cleartext, with its evidence', () => {
    const judge = judgeOf(ruleset([cleartext], [planted]));
    const on = cleartextConnection();
    const request = message(on, 'POST /v1/users/8271', { text: '{"id":"u-7f3a9c21d0"}' });
    expect(judge.need(on, request)).toBe('fields');
    const [found, ...others] = judge.message(on, request, [at('body.id', 'u-7f3a9c21d0', ['json'])], []);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ruleId: 'no-cleartext',
      kind: 'fail',
      level: 'error',
      fieldName: 'planted',
      recognisedAs: 'planted',
      host: 'http.example',
      valueTransforms: [],
    });
    expect(found?.value?.reveal()).toBe('u-7f3a9c21d0');
    expect(found?.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    expect(found).not.toHaveProperty('regionVerdict');
  });

  it('leaves a cleartext rule clear in TLS, and need says so without a look', () => {
    const judge = judgeOf(ruleset([cleartext], [planted]));
    const on = connection();
    const request = message(on, 'GET /', { text: 'u-7f3a9c21d0' });
    expect(judge.need(on, request)).toBe('nothing');
    expect(judge.message(on, request, [at('body', 'u-7f3a9c21d0')], [])).toEqual([]);
  });

  it('is judged by the region: denied fails, undetermined is open with the reason, allowed is clear', () => {
    const judge = judgeOf(ruleset([atHome], [planted]));
    const judged = (candidates: string[]) => {
      const on = connection({ server: { address: '203.0.113.9', port: 443, region: region(...candidates) } });
      return judge.message(on, message(on, 'GET /'), [at('body', 'u-7f3a9c21d0')], []);
    };
    expect(judged(['CN'])[0]).toMatchObject({ kind: 'fail', regionVerdict: 'denied' });
    expect(judged(['US'])).toEqual([]);
    expect(judged(['US', 'CN'])[0]).toMatchObject({
      kind: 'open',
      regionVerdict: 'undetermined',
      openBecause: { gap: 'region-undetermined', detail: 'two databases disagree' },
    });
    expect(judged([])[0]).toMatchObject({ kind: 'open' });
  });

  it('gives a conditional finding for a partial group', () => {
    const conditional = rule('conditional', { fields: ['planted'], never: [{ region: { mode: 'in', members: ['US?'] } }] });
    const judge = judgeOf(ruleset([conditional], [planted]));
    const on = connection();
    const [found] = judge.message(on, message(on, 'GET /'), [at('body', 'u-7f3a9c21d0')], []);
    expect(found).toMatchObject({ kind: 'open', regionVerdict: 'undetermined', openBecause: { gap: 'region-undetermined' } });
    expect(found?.openBecause?.detail).toContain('conditional');
  });

  it('never trusts the place of an upstream proxy', () => {
    const judge = judgeOf(ruleset([atHome], [planted]));
    const on = connection({ upstreamProxy: 'proxy.example:3128' });
    expect(kinds(judge.message(on, message(on, 'GET /'), [at('body', 'u-7f3a9c21d0')], []))).toEqual(['at-home open']);
  });

  it('is not readable as a hash, but counts as one elsewhere', () => {
    const endToEnd = rule('end-to-end', { fields: ['planted'], never: [{ readable: true }] });
    const anywhere = rule('anywhere', { fields: ['planted'] });
    const judge = judgeOf(ruleset([endToEnd, anywhere], [planted]));
    const on = connection();
    const hash = '9a5c6d3a8ab1f2b0d4ec3b3a7c2f9d10';
    expect(judge.message(on, message(on, 'GET /'), [at('body', hash)], [])).toEqual([]);
    const digest = createHash('sha256').update('u-7f3a9c21d0').digest('hex').toUpperCase();
    const found = judge.message(on, message(on, 'GET /'), [at('query.h', digest)], []);
    expect(kinds(found)).toEqual(['anywhere fail']);
    expect(found[0]?.valueTransforms).toEqual(['sha256']);
    expect(kinds(judge.message(on, message(on, 'GET /'), [at('body', 'x u-7f3a9c21d0 y')], []))).toEqual([
      'end-to-end fail',
      'anywhere fail',
    ]);
  });

  it('is reported once, in its most specific place', () => {
    const anywhere = rule('anywhere', { fields: ['planted'] });
    const judge = judgeOf(ruleset([anywhere], [planted]));
    const on = connection();
    const fields = [
      at('url', '/a?id=u-7f3a9c21d0&d={"x":"u-7f3a9c21d0"}'),
      at('query.id', 'u-7f3a9c21d0'),
      at('query.d', '{"x":"u-7f3a9c21d0"}'),
      at('query.d.x', 'u-7f3a9c21d0', ['json']),
    ];
    const found = judge.message(on, message(on, 'GET /'), fields, []);
    expect(found.map((judgement) => judgement.field?.path)).toEqual(["$['id']", "$['d']['x']"]);
  });

  it('is found where the rule looks for it, even if a larger whole holds it too', () => {
    const inUrl = rule('in-url', { fields: ['planted'], never: [{ location: { mode: 'in', members: ['url'] } }] });
    const judge = judgeOf(ruleset([inUrl], [planted]));
    const on = connection();
    const fields = [at('url', '/a?id=u-7f3a9c21d0'), at('query.id', 'u-7f3a9c21d0')];
    expect(judge.message(on, message(on, 'GET /'), fields, []).map(({ field }) => field?.location)).toEqual(['url']);
  });

  it('is bounded in number, and says how many more there were', () => {
    const anywhere = rule('anywhere', { fields: ['planted'] });
    const judge = judgeOf(ruleset([anywhere], [planted]));
    const on = connection();
    const fields = Array.from({ length: 130 }, (_, index) => at(`body.${index}`, 'u-7f3a9c21d0'));
    const found = judge.message(on, message(on, 'GET /'), fields, []);
    expect(found).toHaveLength(100);
    expect(found.at(-1)?.description).toContain('30 more in this message');
  });

  it('is not hidden behind many that are suppressed', () => {
    const anywhere = rule('anywhere', { fields: ['planted'] });
    const judge = judgeOf(ruleset([anywhere], [planted], { suppressions: [suppression({ at: "$['list']*" })] }));
    const on = connection();
    const fields = Array.from({ length: 300 }, (_, index) => at(`body.list.${index}`, 'u-7f3a9c21d0'));
    const found = judge.message(on, message(on, 'GET /'), [...fields, at('body.other', 'u-7f3a9c21d0')], []);
    expect(found.filter(({ suppression: use }) => use === undefined).map(({ field: { path } = at('body', '') }) => path)).toEqual([
      "$['other']",
    ]);
    judge.finish(start);
    expect(judge.summary(start).exceptions[0]?.used).toBe(300);
  });
});

describe('sureness', () => {
  const named = rule('named', { fields: ['user-id'], never: [{ anywhere: true }] });

  it('lowers a match below failFrom to a warning, and keeps a note a note', () => {
    const note = rule('note', { fields: ['user-id'], level: 'note' });
    const judge = judgeOf(ruleset([named, note], [userId]));
    const on = connection();
    const found = judge.message(on, message(on, 'GET /'), [at('query.userId', '12')], []);
    expect(found.map(({ ruleId, kind, level, recognisedAs }) => [ruleId, kind, level, recognisedAs])).toEqual([
      ['named', 'fail', 'warning', 'name'],
      ['note', 'fail', 'note', 'name'],
    ]);
  });

  it('fails from name on where the rule says so', () => {
    const judge = judgeOf(ruleset([{ ...named, failFrom: 'name' }], [userId]));
    const on = connection();
    expect(judge.message(on, message(on, 'GET /'), [at('query.USER-ID', '12')], [])[0]).toMatchObject({ level: 'error' });
  });

  it('takes the surest of several ways of recognising', () => {
    const judge = judgeOf(ruleset([named], [userId]));
    const on = connection();
    const found = judge.message(on, message(on, 'GET /'), [at('query.user_id', 'u-7f3a9c21d0')], []);
    expect(found.map(({ recognisedAs }) => recognisedAs)).toEqual(['planted']);
  });

  it('uses a matcher as a field without its being declared', () => {
    const judge = judgeOf(ruleset([rule('matcher', { fields: ['sample'] })], []));
    const on = connection();
    const found = judge.message(on, message(on, 'GET /'), [at('body.a', 'x sure-thing, maybe-not')], []);
    expect(found.map(({ level, recognisedAs, value }) => [level, recognisedAs, value?.reveal()])).toEqual([
      ['error', 'checksum', 'sure-thing'],
      ['warning', 'pattern', 'maybe-not'],
    ]);
  });
});

describe('when', () => {
  const anywhere = (when: Parameters<typeof rule>[1]['when']) =>
    ruleset([rule('r', { fields: ['planted'], ...(when ? { when } : {}) })], [planted]);
  const hit = [at('body', 'u-7f3a9c21d0')];

  it('narrows by direction, path, method and client', () => {
    const on = connection();
    const judged = (when: Parameters<typeof anywhere>[0], request: string, status?: number) =>
      judgeOf(anywhere(when)).message(on, message(on, request, status === undefined ? {} : { status }), hit, []).length;
    expect(judged({ direction: 'server-to-client' }, 'GET /', 200)).toBe(1);
    expect(judged({ direction: 'server-to-client' }, 'GET /')).toBe(0);
    expect(judged({ path: { mode: 'in', members: ['/v1/*'] } }, 'GET /v1/a/b?c')).toBe(1);
    expect(judged({ path: { mode: 'in', members: ['/v1/*'] } }, 'GET /%76%31/a')).toBe(1);
    expect(judged({ path: { mode: 'in', members: ['/v1/*'] } }, 'GET /v2/a')).toBe(0);
    expect(judged({ method: { mode: 'notIn', members: ['GET'] } }, 'get /')).toBe(0);
    expect(judged({ method: { mode: 'notIn', members: ['GET'] } }, 'PUT /')).toBe(1);
    expect(judged({ client: { mode: 'in', members: ['192.168.1.0/24'] } }, 'GET /')).toBe(1);
    expect(judged({ client: { mode: 'in', members: ['10.0.0.0/8'] } }, 'GET /')).toBe(0);
  });

  it('looks at every name of the connection', () => {
    const on = connection();
    const fronted = message(on, 'GET /', {}).request;
    const request = { ...message(on, 'GET /'), request: { ...fronted!, headers: ['Host', 'Tracker.Example:8443'] } };
    const members = ['*.tracker.example'];
    expect(judgeOf(anywhere({ host: { mode: 'in', members } })).message(on, request, hit, [])).toHaveLength(1);
    expect(judgeOf(anywhere({ host: { mode: 'in', members } })).message(on, message(on, 'GET /'), hit, [])).toHaveLength(0);
    expect(judgeOf(anywhere({ host: { mode: 'notIn', members: ['api.example'] } })).message(on, request, hit, [])).toHaveLength(1);
    expect(
      judgeOf(anywhere({ host: { mode: 'notIn', members: ['api.example'] } })).message(on, message(on, 'GET /'), hit, []),
    ).toHaveLength(0);
  });

  it('follows the steps of the run, by the moment a message started', () => {
    const judge = judgeOf(anywhere({ before: ['consent'] }));
    const on = connection();
    const early = message(on, 'GET /');
    const late = message(on, 'GET /', { startedDateTime: start + 20 });
    expect(judge.message(on, early, hit, [])).toHaveLength(1);
    judge.steps.begin('consent', start + 10);
    expect(judge.need(on, late)).toBe('nothing');
    expect(judge.message(on, late, hit, [])).toHaveLength(0);
    expect(judge.message(on, early, hit, [])[0]).not.toHaveProperty('step');
  });

  it('begins after an exchange that succeeded', () => {
    const deleted = { method: { mode: 'in', members: ['DELETE'] }, path: { mode: 'in', members: ['/v1/me'] } } as const;
    const judge = judgeOf(anywhere({ after: [{ exchange: deleted }] }));
    const on = connection();
    const exchange = (status: number, ended: number) => ({
      id: 'e',
      connectionId: on.id,
      request: message(on, 'DELETE /v1/me').request!,
      status,
      startedDateTime: start,
      endedDateTime: ended,
      complete: true,
    });
    judge.exchange(on, exchange(500, start + 5));
    expect(judge.message(on, message(on, 'GET /', { startedDateTime: start + 50, status: 200 }), hit, [])).toHaveLength(0);
    judge.exchange(on, exchange(204, start + 60));
    expect(judge.message(on, message(on, 'GET /', { startedDateTime: start + 59, status: 200 }), hit, [])).toHaveLength(0);
    expect(judge.message(on, message(on, 'GET /', { startedDateTime: start + 61, status: 200 }), hit, [])).toHaveLength(1);
  });
});

describe('gaps', () => {
  it('leave a cleartext rule clear and a region rule open when the device refused TLS', () => {
    const judge = judgeOf(ruleset([cleartext, atHome], [planted]));
    const refused = (candidates: string[]) =>
      connection({
        interception: 'client-rejected',
        failureCause: { alert: 48 },
        server: { address: '203.0.113.9', port: 443, region: region(...candidates) },
      });
    expect(kinds(judge.closed(refused(['CN'])))).toEqual(['at-home open']);
    expect(kinds(judge.closed(refused([])))).toEqual(['at-home open']);
    expect(judge.closed(refused(['US']))).toEqual([]);
  });

  it('are none when nobody spoke, or the origin could not be reached', () => {
    const judge = judgeOf(ruleset([atHome, rule('all', { fields: ['planted'] })], [planted]));
    expect(judge.closed(connection({ interception: 'pending' }))).toEqual([]);
    expect(judge.closed(connection({ interception: 'origin-failed', failureCause: 'unreachable' }))).toEqual([]);
    expect(judge.closed(connection({ interception: 'passthrough', bytesFromClient: 0, bytesFromServer: 0 }))).toEqual([]);
    expect(kinds(judge.closed(connection({ interception: 'passthrough' })))).toEqual(['all open']);
    expect(judge.summary.bind(judge, start)).toThrow('finish()');
    expect(judge.finish(start)).toEqual([]);
  });

  it('count a handshake abandoned without an alert only if the same client and name were never intercepted', () => {
    const all = ruleset([rule('all', { fields: ['planted'] })], [planted]);
    const abandoned = () => connection({ interception: 'client-rejected', failureCause: 'closed-in-handshake' });
    const alone = judgeOf(all);
    expect(alone.closed(abandoned())).toEqual([]);
    expect(kinds(alone.finish(start))).toEqual(['all open']);

    const elsewhere = judgeOf(all);
    elsewhere.closed(abandoned());
    const on = connection();
    elsewhere.need(on, message(on, 'GET /'));
    expect(elsewhere.finish(start)).toEqual([]);

    const otherDevice = judgeOf(all);
    otherDevice.closed(abandoned());
    const other = connection({ client: { address: '192.168.1.8', port: 1 } });
    otherDevice.need(other, message(other, 'GET /'));
    expect(kinds(otherDevice.finish(start))).toEqual(['all open']);

    const alert = judgeOf(all);
    alert.need(on, message(on, 'GET /'));
    expect(kinds(alert.closed(connection({ interception: 'client-rejected', failureCause: { alert: 46 } })))).toEqual(['all open']);
  });

  it('in a body say nothing against the URL', () => {
    const inUrl = rule('in-url', { fields: ['planted'], never: [{ location: { mode: 'in', members: ['url', 'query'] } }] });
    const judge = judgeOf(ruleset([inUrl, rule('all', { fields: ['planted'] })], [planted]));
    const on = connection();
    const request = message(on, 'GET /');
    expect(kinds(judge.message(on, request, [], [gap(on, 'undecodable', { messageId: request.id })]))).toEqual(['all open']);
    const second = message(on, 'GET /');
    expect(kinds(judge.message(on, second, [], [gap(on, 'budget-exhausted', { messageId: second.id, location: 'query' })]))).toEqual([
      'in-url open',
      'all open',
    ]);
  });

  it('of a message are reported once, whether the observer or decoding says so, in any order', () => {
    const judge = judgeOf(ruleset([rule('all', { fields: ['planted'] })], [planted]));
    const on = connection();
    const late = message(on, 'GET /', { text: 'x', status: 200 });
    expect(judge.gap(on, gap(on, 'truncated', { messageId: late.id }))).toEqual([]);
    expect(judge.need(on, late)).toBe('fields');
    expect(kinds(judge.message(on, late, [], [gap(on, 'truncated', { messageId: late.id })]))).toEqual(['all open']);
    const early = message(on, 'GET /', { status: 200 });
    judge.message(on, early, [], []);
    expect(kinds(judge.gap(on, gap(on, 'undecodable', { messageId: early.id })))).toEqual(['all open']);
    expect(judge.gap(on, gap(on, 'undecodable', { messageId: early.id }))).toEqual([]);
  });

  it('are known by the message they are in', () => {
    const responses = rule('responses', { fields: ['planted'], when: { direction: 'server-to-client' } });
    const judge = judgeOf(ruleset([responses], [planted]));
    const on = connection();
    const request = message(on, 'POST /');
    judge.need(on, request);
    expect(judge.gap(on, gap(on, 'truncated', { messageId: request.id }))).toEqual([]);
  });

  it('whose message never comes count when the connection closes', () => {
    const judge = judgeOf(ruleset([rule('all', { fields: ['planted'] })], [planted]));
    const on = connection();
    expect(judge.gap(on, gap(on, 'truncated', { messageId: 'gone' }))).toEqual([]);
    expect(kinds(judge.closed(on))).toEqual(['all open']);
    const open = connection();
    judge.gap(open, gap(open, 'truncated', { messageId: 'gone' }));
    expect(kinds(judge.finish(start))).toEqual(['all open']);
  });

  it('of a connection last until it closes', () => {
    let now = start;
    const after = rule('after', { fields: ['planted'], when: { after: [{ step: 'logout' }] } });
    const judge = judgeOf(ruleset([after], [planted]), { now: () => now });
    const on = connection();
    expect(judge.gap(on, gap(on, 'ambiguous-framing'))).toEqual([]);
    judge.steps.begin('logout', start + 1);
    judge.steps.end('logout', start + 2);
    now = start + 10;
    expect(kinds(judge.closed(on))).toEqual(['after open']);
  });

  it('are no gaps in what either end cancelled', () => {
    const judge = judgeOf(ruleset([rule('all', { fields: ['planted'] })], [planted]));
    const on = connection();
    const cancelled = message(on, 'GET /', { cancelled: true, status: 200 });
    expect(judge.message(on, cancelled, [], [gap(on, 'truncated', { messageId: cancelled.id, location: 'body' })])).toEqual([]);
  });

  it('come of a cut body even if nobody reported them', () => {
    const judge = judgeOf(ruleset([rule('all', { fields: ['planted'] })], [planted]));
    const on = connection();
    const bytes = Buffer.from('{}');
    const cut = message(on, 'GET /', { status: 200, body: { bytes, size: 99, truncated: true } });
    expect(judge.need(on, cut)).toBe('fields');
    expect(kinds(judge.message(on, cut, [], []))).toEqual(['all open']);
  });

  it('are none for an opaque stream that was scanned, and one for a connection nobody could read', () => {
    const judge = judgeOf(ruleset([rule('all', { fields: ['planted'] })], [planted]));
    const scanned = connection({ interception: 'opaque' });
    const { request, ...opaque } = message(scanned, 'GET /', { text: '\u0000\u0001' });
    expect(judge.need(scanned, { ...opaque, kind: 'opaque' })).toBe('nothing');
    expect(judge.closed(scanned)).toEqual([]);
    expect(kinds(judge.closed(connection({ interception: 'opaque' })))).toEqual(['all open']);
  });
});

describe('names outside TLS', () => {
  it('are cleartext whatever the wire', () => {
    const judge = judgeOf(ruleset([cleartext], [planted]));
    const on = connection({
      tls: { serverName: 'U-7F3A9C21D0.api.example' },
      connectTarget: { host: 'u-7f3a9c21d0.api.example', port: 443 },
    });
    const found = judge.opened(on);
    expect(found.map(({ kind, field }) => [kind, field?.location, field?.path])).toEqual([['fail', 'name', "$['sni']"]]);
    expect(judge.opened(on)).toEqual([]);
  });

  it('match nothing when they are plain', () => {
    const judge = judgeOf(ruleset([cleartext, rule('sample', { fields: ['sample'] })], [planted]));
    expect(judge.opened(connection())).toEqual([]);
    expect(judge.opened(connection({ interception: 'client-rejected', failureCause: { alert: 48 } }))).toEqual([]);
  });
});

describe('rules without fields', () => {
  const noTracker = rule('no-tracker', { never: [{ host: { mode: 'in', members: ['*.tracker.example'] } }] });

  it('speak of every connection, once each', () => {
    const judge = judgeOf(ruleset([noTracker], []));
    const on = connection({ connectTarget: { host: 'a.tracker.example', port: 443 } });
    expect(kinds(judge.opened(on))).toEqual(['no-tracker fail']);
    expect(judge.need(on, message(on, 'GET /'))).toBe('nothing');
    expect(judge.closed(on)).toEqual([]);
    expect(judge.opened(connection())).toEqual([]);
  });

  it('see the host that only a message names', () => {
    const judge = judgeOf(ruleset([noTracker], []));
    const on = connection();
    judge.opened(on);
    const plain = message(on, 'GET /');
    const fronted = { ...plain, id: 'fronted', request: { ...plain.request!, headers: ['Host', 'a.tracker.example'] } };
    expect(judge.need(on, plain)).toBe('nothing');
    expect(judge.need(on, fronted)).toBe('fields');
    expect(kinds(judge.message(on, fronted, [], []))).toEqual(['no-tracker fail']);
    expect(judge.need(on, fronted)).toBe('nothing');
  });

  it('are open where the region is not certain, also without a message', () => {
    const fenced = rule('fenced', { never: [{ region: { mode: 'in', members: ['CN'] } }] });
    const judge = judgeOf(ruleset([fenced], []));
    const on = connection({ server: { address: '203.0.113.9', port: 443, region: region() } });
    expect(kinds(judge.opened(on))).toEqual(['fenced open']);
    expect(judge.message(on, message(on, 'GET /'), [], [])).toEqual([]);
    const { server, ...unreached } = connection({ interception: 'origin-failed' });
    expect(judge.opened(unreached)).toEqual([]);
  });

  it('judge the weaker TLS leg, and not cleartext', () => {
    const modern = rule('modern', { never: [{ tlsBelow: 'TLSv1.2' }] });
    const judge = judgeOf(ruleset([modern], []));
    const leg = (protocolVersion: string) => ({ protocolVersion, cipher: 'X' });
    expect(judge.opened(connection({ tls: { origin: leg('TLSv1.2'), device: leg('TLSv1.3') } }))).toEqual([]);
    expect(kinds(judge.opened(connection({ tls: { origin: leg('TLSv1.3'), device: leg('TLSv1.1') } })))).toEqual(['modern fail']);
    expect(kinds(judge.opened(connection({ tls: { origin: leg('TLSv1') }, interception: 'passthrough' })))).toEqual(['modern fail']);
    expect(kinds(judge.closed(connection({ tls: {}, interception: 'passthrough' })))).toEqual(['modern open']);
    expect(judge.opened(cleartextConnection())).toEqual([]);
  });
});

describe('exceptions', () => {
  const anywhere = rule('anywhere', { fields: ['planted'] });

  it('suppress what they name until the end of their last day, UTC', () => {
    const rules = ruleset([anywhere], [planted], { suppressions: [suppression({ rule: 'anywhere', path: '/v1/*', until: '2026-11-21' })] });
    let now = Date.UTC(2026, 10, 21, 23, 59);
    const judge = judgeOf(rules, { now: () => now });
    const on = connection();
    const hit = [at('body', 'u-7f3a9c21d0')];
    expect(judge.message(on, message(on, 'GET /v1/a'), hit, [])[0]?.suppression).toMatchObject({
      kind: 'suppression',
      place: 'rules.yaml:1',
    });
    expect(judge.message(on, message(on, 'GET /v2/a'), hit, [])[0]).not.toHaveProperty('suppression');
    judge.finish(now);
    expect(judge.summary(now).exceptions[0]).toMatchObject({ used: 1, state: 'expires-soon' });
    now = Date.UTC(2026, 10, 22);
    expect(judge.message(on, message(on, 'GET /v1/a'), hit, [])[0]).not.toHaveProperty('suppression');
    expect(judge.summary(now).exceptions[0]).toMatchObject({ state: 'expired' });
  });

  it('by the fingerprint of an open finding never silence the violation that shows later', () => {
    const hit = [at('body', 'u-7f3a9c21d0')];
    const inCountry = (...candidates: string[]) =>
      connection({ server: { address: '203.0.113.9', port: 443, host: 'api.example', region: region(...candidates) } });
    // One field by region and one rule without fields: what else makes up a fingerprint is the same both times.
    const modern = rule('modern', { never: [{ tlsBelow: 'TLSv1.2' }] });
    const leg = (protocolVersion: string) => ({ protocolVersion, cipher: 'X' });
    const conditional = rule('conditional', { fields: ['planted'], never: [{ region: { mode: 'in', members: ['CN?'] } }] });
    const certain = { ...conditional, never: [{ region: { mode: 'in' as const, members: ['CN'] } }] };
    const first = judgeOf(ruleset([conditional, modern], [planted]));
    const on = inCountry('CN');
    const unknown = connection({ tls: { serverName: 'api.example' }, interception: 'passthrough' });
    const open = [
      ...first.message(on, message(on, 'GET /'), hit, []),
      ...first.closed(unknown).filter(({ ruleId }) => ruleId === 'modern'),
    ];
    expect(kinds(open)).toEqual(['conditional open', 'modern open']);
    for (const baseline of [false, true]) {
      const suppressions = open.map(({ fingerprint, ruleId }) => suppression({ rule: ruleId, fingerprint, baseline }));
      const known = judgeOf(ruleset([conditional, modern], [planted], { suppressions }));
      expect(known.message(on, message(on, 'GET /'), hit, [])[0]?.suppression?.kind).toBe(baseline ? 'baseline' : 'suppression');
      const later = judgeOf(ruleset([certain, modern], [planted], { suppressions }));
      const old = connection({ tls: { serverName: 'api.example', origin: leg('TLSv1') }, interception: 'passthrough' });
      const failed = [...later.message(on, message(on, 'GET /'), hit, []), ...later.opened(old)];
      expect(kinds(failed)).toEqual(['conditional fail', 'modern fail']);
      expect(failed.map(({ suppression: use }) => use)).toEqual([undefined, undefined]);
    }
  });

  it('of blind spots silence uninspected traffic only', () => {
    const rules = ruleset([anywhere, atHome], [planted], { blindSpots: [blindSpot({ host: '*.example', gaps: ['client-rejected'] })] });
    const judge = judgeOf(rules);
    const refused = connection({ interception: 'client-rejected', failureCause: { alert: 48 } });
    expect(judge.closed(refused).map(({ suppression: use }) => use?.kind)).toEqual(['blind-spot']);
    expect(judge.closed(connection({ interception: 'passthrough' })).map(({ suppression: use }) => use?.kind)).toEqual([undefined]);
    const unknown = connection({ server: { address: '203.0.113.9', port: 443, region: region() } });
    const found = judge.message(unknown, message(unknown, 'GET /'), [at('body', 'u-7f3a9c21d0')], []);
    expect(found.map(({ ruleId, suppression: use }) => [ruleId, use])).toEqual([
      ['anywhere', undefined],
      ['at-home', undefined],
    ]);
    const fronted = connection({
      interception: 'client-rejected',
      failureCause: { alert: 48 },
      connectTarget: { host: 'evil.test', port: 443 },
    });
    expect(judge.closed(fronted).map(({ suppression: use }) => use)).toEqual([undefined]);
  });
});

describe('the summary', () => {
  const finished = (judge: ReturnType<typeof judgeOf>) => {
    judge.finish(start);
    return judge.summary(start);
  };

  it('doubts a run without traffic', () => {
    const judge = judgeOf(ruleset([{ ...cleartext, own: false }], [planted]));
    judge.opened(connection({ interception: 'origin-failed' }));
    judge.closed(connection({ interception: 'pending' }));
    expect(finished(judge).doubts).toEqual([{ kind: 'no-traffic', detail: expect.any(String) }]);
  });

  it('doubts a rule of the user that met nothing, not one of a pack', () => {
    const login = rule('login', { fields: ['planted'], when: { path: { mode: 'in', members: ['/login'] } } });
    const run = (path: string) => {
      const judge = judgeOf(ruleset([login, { ...login, id: 'baseline/login', own: false }], [planted]));
      const on = connection();
      judge.need(on, message(on, `GET ${path}`));
      return finished(judge);
    };
    expect(run('/other').unexercisedRules).toEqual(['login']);
    expect(run('/other').doubts).toMatchObject([{ kind: 'unexercised-rule', ruleId: 'login' }]);
    expect(run('/login').unexercisedRules).toEqual([]);
  });

  it('never doubts a rule that was violated, if only by a name outside TLS', () => {
    const named = rule('named', { fields: ['planted'], when: { direction: 'client-to-server' }, never: [{ wire: 'cleartext' }] });
    const judge = judgeOf(ruleset([named], [planted]));
    const on = connection({
      tls: { serverName: 'u-7f3a9c21d0.api.example' },
      interception: 'client-rejected',
      failureCause: { alert: 48 },
    });
    expect(kinds([...judge.opened(on), ...judge.closed(on)])).toEqual(['named fail']);
    expect(finished(judge)).toMatchObject({ unexercisedRules: [], doubts: [] });
  });

  it('doubts a rule left without fields', () => {
    const judge = judgeOf(ruleset([cleartext], [field('planted', { valuesDropped: true })]));
    const on = cleartextConnection();
    expect(judge.need(on, message(on, 'GET /'))).toBe('nothing');
    expect(finished(judge).doubts).toMatchObject([{ kind: 'rule-without-fields', ruleId: 'no-cleartext' }]);
  });

  it('doubts unmet expectations, and looks for their fields where no rule is live', () => {
    const rules = ruleset([cleartext], [planted], {
      expectations: [
        expectation({ id: 'logged-in', path: { mode: 'in', members: ['/login'] } }),
        expectation({ id: 'refused', status: { mode: 'in', members: ['4xx'] } }),
        expectation({ id: 'user-seen', field: 'planted' }),
      ],
    });
    const judge = judgeOf(rules);
    const on = connection();
    const request = message(on, 'GET /login');
    const answered = (status: number) => ({
      id: 'e',
      connectionId: on.id,
      request: request.request!,
      status,
      startedDateTime: start,
      endedDateTime: start,
      complete: true,
    });
    judge.exchange(on, answered(404));
    expect(finished(judge).doubts.map((doubt) => doubt.kind === 'unmet-expectation' && doubt.id)).toContain('logged-in');
    judge.exchange(on, answered(200));
    const body = message(on, 'POST /login', { text: 'u-7f3a9c21d0' });
    expect(judge.need(on, message(on, 'POST /login', { text: 'nobody' }))).toBe('nothing');
    expect(judge.need(on, body)).toBe('fields');
    expect(judge.message(on, body, [at('body', 'u-7f3a9c21d0')], [])).toEqual([]);
    expect(judge.need(on, body)).toBe('nothing');
    expect(finished(judge).doubts).toEqual([]);
  });

  it('lists planted values never seen', () => {
    const judge = judgeOf(
      ruleset([rule('all', { fields: ['planted', 'other'] })], [planted, field('other', { values: ['another-value'] })]),
    );
    const on = connection();
    judge.message(on, message(on, 'GET /'), [at('body', 'u-7f3a9c21d0')], []);
    expect(finished(judge).plantedNeverSeen).toEqual(['other']);
  });
});

describe('planting', () => {
  it('takes values at run time, and refuses useless ones and unknown fields', () => {
    const judge = judgeOf(ruleset([cleartext], [field('planted', {})]));
    const on = cleartextConnection();
    const request = message(on, 'GET /', { text: 'session-77aa88' });
    expect(judge.need(on, request)).toBe('nothing');
    judge.plant('planted', 'session-77aa88');
    expect(judge.plantedValues()).toContain('session-77aa88');
    expect(judge.need(on, request)).toBe('fields');
    expect(judge.message(on, request, [at('body', 'session-77aa88')], [])).toHaveLength(1);
    expect(() => judge.plant('planted', '11')).toThrow(RulesetError);
    expect(() => judge.plant('nobody', 'session-77aa88')).toThrow(/`planted`/);
  });
});

describe('faults', () => {
  it('of our own leave every rule open', () => {
    const broken = () => {
      throw new TypeError('broken');
    };
    const judge = judgeOf(ruleset([atHome], [planted]), { judgeRegion: broken });
    const on = connection();
    const request = message(on, 'GET /');
    expect(judge.need(on, request)).toBe('fields');
    expect(judge.message(on, request, [], [])).toMatchObject([{ kind: 'open', openBecause: { gap: 'inspection-failed' } }]);
  });

  it('never come of our own pages', () => {
    const judge = judgeOf(ruleset([rule('all', {})], []));
    const on = connection({ internal: true });
    expect(judge.need(on, message(on, 'GET /'))).toBe('nothing');
    expect([...judge.opened(on), ...judge.message(on, message(on, 'GET /'), [], []), ...judge.closed(on)]).toEqual([]);
  });
});
