import { describe, expect, it } from 'vitest';
import type { Field, Gap, Message } from '../../../model/index.js';
import type { Judge } from '../../../rules/judge.js';
import type { LearnSource } from '../../../rules/ruleset.js';
import { at, cleartextConnection, connection, expectation, field, judgeOf, message, place, rule, ruleset } from './samples.js';

const login: LearnSource = {
  place,
  host: { mode: 'in', members: ['api.example'] },
  path: { mode: 'in', members: ['/login'] },
  at: { kind: 'body', path: '$.token' },
};
const session = (parts: Parameters<typeof field>[1] = {}) => field('session', { learn: [login], ...parts });
const stays = rule('stays', { fields: ['session'], never: [{ host: { mode: 'notIn', members: ['*.example'] } }] });
const anywhere = rule('anywhere', { fields: ['session'] });
const token = 'tok-7f3a9c21d0-heron';

const on = () => connection();
const strange = () =>
  connection({
    server: { address: '203.0.113.20', port: 443, host: 'stranger.test' },
    connectTarget: { host: 'stranger.test', port: 443 },
    tls: { serverName: 'stranger.test' },
  });
const answer = (more: Parameters<typeof message>[2] = {}) => message(on(), 'POST /login', { status: 200, ...more });
const issue = (judge: Judge, value: string, response: Message = answer(), fields: Field[] = [at('body.token', value, ['json'])]) =>
  judge.message(on(), response, fields, []);
/** What a request that holds a value comes to. */
const sent = (judge: Judge, value: string, to = strange()) => {
  const request = message(to, 'POST /collect', { text: `{"t":"${value}"}` });
  return judge.need(to, request) === 'nothing' ? [] : judge.message(to, request, [at('body.t', value, ['json'])], []);
};
const summaryOf = (judge: Judge) => {
  judge.finish(0);
  return judge.summary(0);
};
const details = (judge: Judge) =>
  summaryOf(judge).doubts.map((doubt) => ('field' in doubt ? `${doubt.kind} ${doubt.field}: ` : '') + doubt.detail);

describe('values learnt from responses', () => {
  it('are planted from then on, in all their forms, and given to the redactor', () => {
    const judge = judgeOf(ruleset([stays], [session()]));
    expect(sent(judge, token)).toEqual([]);
    expect(judge.plantedValues()).toEqual([]);
    expect(issue(judge, token)).toEqual([]);
    expect(judge.plantedValues()).toContain(token);
    expect(sent(judge, token)).toMatchObject([
      { kind: 'fail', ruleId: 'stays', fieldName: 'session', recognisedAs: 'planted', issuedBy: 'api.example' },
    ]);
    const base64 = message(strange(), 'POST /collect', { text: Buffer.from(`{"x":"${token}"}`).toString('base64') });
    expect(judge.need(strange(), base64)).toBe('fields');
    expect(sent(judge, token, connection())).toEqual([]);
    expect(summaryOf(judge)).toMatchObject({ doubts: [], plantedNeverSeen: [] });
  });

  it('make their response one that is read, and no other', () => {
    const judge = judgeOf(ruleset([stays], [session()]));
    const need = (of: Message, connected = on()) => judge.need(connected, of);
    const text = '{"token":"x"}';
    expect(need(answer({ text }))).toBe('fields');
    expect(need(message(on(), 'POST /%6cogin?next=1', { status: 201, text }))).toBe('fields');
    expect(need(message(on(), 'POST /login', { status: 302, text }))).toBe('nothing');
    expect(need(message(on(), 'POST /login', { status: 401, text }))).toBe('nothing');
    expect(need(message(on(), 'POST /logout', { status: 200, text }))).toBe('nothing');
    expect(need(message(on(), 'POST /login', { text }))).toBe('nothing');
    expect(need(message(strange(), 'POST /login', { status: 200, text }), strange())).toBe('nothing');
    expect(need({ ...answer({ text }), kind: 'websocket' })).toBe('nothing');
  });

  it('count whatever the wire of the response, and also where no rule uses the field', () => {
    const judge = judgeOf(ruleset([rule('r', { fields: ['other'] })], [session(), field('other', { values: ['u-7f3a9c21d0'] })]));
    const plain = cleartextConnection({ server: { address: '203.0.113.9', port: 80, host: 'api.example' } });
    judge.message(plain, message(plain, 'POST /login', { status: 200 }), [at('body.token', token)], []);
    expect(judge.plantedValues()).toContain(token);
  });

  it('are no violation of the response that issues them, but of any later one', () => {
    const judge = judgeOf(
      ruleset([anywhere, rule('other', { fields: ['other'] })], [session(), field('other', { values: ['u-7f3a9c21d0'] })]),
    );
    const response = { ...answer(), window: { index: 0, offset: 0, last: false } };
    const other = at('body.user', 'u-7f3a9c21d0');
    expect(issue(judge, token, response, [at('body.token', token), other])).toMatchObject([{ ruleId: 'other' }]);
    expect(judge.message(on(), { ...response, window: { index: 1, offset: 9, last: true } }, [at('body.again', token)], [])).toEqual([]);
    expect(issue(judge, token)).toMatchObject([{ ruleId: 'anywhere' }]);
  });

  it('do not excuse a value that was planted before', () => {
    const judge = judgeOf(ruleset([anywhere], [session({ values: [token] })]));
    expect(issue(judge, token)).toMatchObject([{ ruleId: 'anywhere' }]);
  });

  it('keep the older ones when a token is renewed', () => {
    const judge = judgeOf(ruleset([stays], [session()]));
    issue(judge, token);
    issue(judge, 'tok-second-99aa77-otter');
    expect(sent(judge, token)).toHaveLength(1);
    expect(sent(judge, 'tok-second-99aa77-otter')).toHaveLength(1);
  });

  it('come from headers and cookies too, and without their scheme', () => {
    const places: LearnSource[] = [
      { ...login, at: { kind: 'header', name: 'x-token' } },
      { ...login, at: { kind: 'cookie', name: 'sid' } },
    ];
    const judge = judgeOf(ruleset([stays], [session({ learn: places })]));
    issue(judge, '', answer(), [
      at('header.x-token', `Bearer ${token}`),
      at('cookie.sid', 'sid', ['key']),
      at('cookie.sid', 'cookie-1188-lantern'),
    ]);
    expect(judge.plantedValues()).toEqual(expect.arrayContaining([token, 'cookie-1188-lantern']));
    expect(judge.plantedValues()).not.toContain('sid');
  });

  it('are planted as the kind of their field', () => {
    const judge = judgeOf(ruleset([stays], [session({ as: 'phone' })]));
    issue(judge, '+81 90-1234-5678');
    expect(sent(judge, '090-1234-5678')).toHaveLength(1);
  });

  it('are searched for where a target was clean before', () => {
    const inTarget = rule('in-target', { fields: ['session'], never: [{ location: { mode: 'in', members: ['query'] } }] });
    const judge = judgeOf(ruleset([inTarget], [session({ names: ['sid'] })]));
    const to = on();
    const request = () => message(to, `GET /x?q=${token}`);
    judge.message(to, request(), [at('query.q', token)], []);
    expect(judge.need(to, request())).toBe('nothing');
    issue(judge, token);
    expect(judge.need(to, request())).toBe('fields');
  });
});

describe('bounds', () => {
  it('learns 64 values of a field, and says that there were more', () => {
    const judge = judgeOf(ruleset([stays], [session()]));
    const value = (index: number) => `tok-${index}-7f3a9c21d0-heron`;
    for (let index = 0; index < 70; index += 1) issue(judge, value(index));
    issue(judge, value(3));
    expect(judge.plantedValues().filter((text) => text.startsWith('tok-'))).toHaveLength(64);
    expect(sent(judge, value(63))).toHaveLength(1);
    expect(sent(judge, value(64))).toEqual([]);
    expect(details(judge)).toEqual([
      'not-learnt session: a value was refused: the first 64 different values are; narrow `at` or `path` of its `learn`',
    ]);
  });

  it.each([
    ['1234', 'it has 4 digits; numbers with fewer than 7 turn up by chance; narrow the field with `under`'],
    ['test', 'it has 4 characters; texts shorter than 6 turn up by chance; narrow the field with `under`'],
    ['undefined-'.repeat(900), 'it has more than 8192 characters'],
  ])('refuses what is of no use, once, and doubts the run: %#', (value, reason) => {
    const judge = judgeOf(ruleset([stays], [session({ values: ['u-7f3a9c21d0'] })]));
    issue(judge, value);
    issue(judge, 'same8');
    expect(judge.plantedValues()).not.toContain(value);
    expect(details(judge)).toEqual([`not-learnt session: a value was refused: ${reason}`]);
  });

  it('takes short values where `under` says where they must stand', () => {
    const judge = judgeOf(ruleset([stays], [session({ under: ['t'] })]));
    issue(judge, '4711');
    expect(sent(judge, '4711')).toHaveLength(1);
    expect(details(judge)).toEqual([]);
  });
});

describe('a learn that learnt nothing', () => {
  it('leaves a rule without fields when no response came', () => {
    const judge = judgeOf(ruleset([stays], [session()]));
    sent(judge, token);
    const summary = summaryOf(judge);
    expect(summary.doubts).toEqual([
      {
        kind: 'rule-without-fields',
        ruleId: 'stays',
        detail:
          '`session` has nothing to look for: no response came that its `learn` takes values from (`$.token` of successful responses of `api.example` to `/login`)',
        cause: 'nothing-issued',
      },
    ]);
    expect(summary.plantedNeverSeen).toEqual(['session']);
  });

  it('says when responses came and held nothing there', () => {
    const judge = judgeOf(ruleset([stays], [session()]));
    issue(judge, '', answer(), [at('body.tokens', token)]);
    issue(judge, '', answer(), [at('body.token', 'null')]);
    expect(details(judge)).toEqual([
      '`session` has nothing to look for: 2 responses came that its `learn` takes values from, and nothing stood there (`$.token` of successful responses of `api.example` to `/login`)',
    ]);
  });

  it('says when what came was refused', () => {
    const judge = judgeOf(ruleset([stays], [session()]));
    issue(judge, 'abc');
    expect(details(judge)[0]).toContain('what was issued for `session` was refused: it has 3 characters');
  });

  it('leaves rules alone that have another field, and expectations of it unmet', () => {
    const both = rule('both', { fields: ['session', 'other'] });
    const judge = judgeOf(
      ruleset([both], [session(), field('other', { values: ['u-7f3a9c21d0'] })], { expectations: [expectation({ field: 'session' })] }),
    );
    sent(judge, 'x');
    expect(summaryOf(judge)).toMatchObject({
      doubts: [{ kind: 'unmet-expectation', id: 'expected' }],
      plantedNeverSeen: ['session', 'other'],
    });
  });
});

describe('what may have been issued and was not read', () => {
  const other = () => field('other', { values: ['u-7f3a9c21d0'] });
  const both = rule('both', { fields: ['session', 'other'], never: [{ host: { mode: 'notIn', members: ['*.example'] } }] });
  const judging = () => judgeOf(ruleset([both], [session(), other()]));
  const gapOf = (response: Message, parts: Partial<Gap> = {}): Gap => ({
    reason: 'undecodable',
    connectionId: response.connectionId,
    messageId: response.id,
    detail: 'unknown coding',
    ...parts,
  });

  it('doubts the run when the response could not be read where the value stands', () => {
    const judge = judging();
    const response = answer();
    judge.message(on(), response, [], [gapOf(response, { location: 'body' })]);
    expect(summaryOf(judge).doubts).toEqual([
      { kind: 'not-learnt', field: 'session', detail: 'a response that issues it could not be read (undecodable: unknown coding)' },
    ]);
  });

  it('does not when the value was read all the same, or the gap is elsewhere', () => {
    const judge = judging();
    const [read, elsewhere] = [answer(), answer()];
    judge.message(on(), read, [at('body.token', token)], [gapOf(read)]);
    judge.message(on(), elsewhere, [at('body.token', 'null')], [gapOf(elsewhere, { location: 'trailer' })]);
    expect(summaryOf(judge).doubts).toEqual([]);
  });

  it('doubts the run when a connection to the host that issues was relayed unread, and not when the device refused it', () => {
    const passed = judging();
    passed.closed(connection({ interception: 'passthrough' }));
    expect(summaryOf(passed).doubts).toMatchObject([
      { kind: 'not-learnt', field: 'session', detail: expect.stringContaining('passthrough') },
    ]);
    const refused = judging();
    refused.closed(connection({ interception: 'client-rejected', failureCause: { alert: 48 } }));
    expect(summaryOf(refused).doubts).toEqual([]);
    const elsewhere = judging();
    elsewhere.closed({ ...strange(), interception: 'passthrough' });
    expect(summaryOf(elsewhere).doubts).toEqual([]);
  });

  it('tells a rule with nothing to leak from one that does not know what to look for', () => {
    const causes = (judge: Judge) =>
      summaryOf(judge).doubts.flatMap((doubt) => (doubt.kind === 'rule-without-fields' ? [doubt.cause] : []));
    expect(causes(judgeOf(ruleset([stays], [session()])))).toEqual(['nothing-issued']);
    const empty = judgeOf(ruleset([stays], [session()]));
    issue(empty, 'null');
    expect(causes(empty)).toEqual(['no-values']);
    expect(causes(judgeOf(ruleset([stays], [session({ valuesDropped: true })])))).toEqual(['no-values']);
    expect(causes(judgeOf(ruleset([rule('r', { fields: ['late'] })], [field('late', {})])))).toEqual(['no-values']);
  });
});
