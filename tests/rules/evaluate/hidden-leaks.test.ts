import { describe, expect, it } from 'vitest';
import type { Judgement, Message } from '../../../model/index.js';
import { matchers } from '../../../rules/matchers/index.js';
import {
  at,
  cleartextConnection,
  connection,
  expectation,
  field,
  judgeOf,
  message,
  place,
  rule,
  ruleset,
  start,
  suppression,
} from './samples.js';

/** Ways in which a violation, or what nobody could look at, once stayed unseen. Each is one that a review found. */
const value = 'quentin.vermilion@mail.example';
const mail = field('mail', { values: [value] });
const kinds = (judged: readonly Judgement[]) =>
  judged.map(({ kind, level, suppression: by }) => `${kind} ${level}${by ? ' silenced' : ''}`);
const windowOf = (of: Message, index: number, last: boolean): Message => ({ ...of, window: { index, offset: index * 1_000, last } });

describe('what must not hide a violation', () => {
  it('a suppression of a connection for one name, or one step: others come later', () => {
    const strangers = rule('strangers', { never: [{ host: { mode: 'notIn', members: ['api.example'] } }] });
    const judge = judgeOf(ruleset([strangers], [], { suppressions: [suppression({ rule: 'strangers', host: 'cdn.example' })] }));
    const on = connection({
      connectTarget: { host: 'cdn.example', port: 443 },
      tls: { serverName: 'cdn.example' },
      server: { address: '203.0.113.9', port: 443, host: 'cdn.example' },
    });
    expect(kinds(judge.opened(on))).toEqual(['fail error silenced']);
    const fronted = message(on, 'GET /');
    expect(kinds(judge.message(on, { ...fronted, request: { ...fronted.request!, headers: ['Host', 'evil.example'] } }, [], []))).toEqual([
      'fail error',
    ]);

    const cleartext = rule('cleartext', { never: [{ wire: 'cleartext' }] });
    const stepwise = judgeOf(ruleset([cleartext], [], { suppressions: [suppression({ rule: 'cleartext', step: 'warmup' })] }), {
      now: () => start,
    });
    stepwise.steps.begin('warmup', start);
    const plain = cleartextConnection();
    expect(kinds(stepwise.opened(plain))).toEqual(['fail error silenced']);
    stepwise.steps.end('warmup', start + 5);
    stepwise.steps.begin('login', start + 6);
    expect(kinds(stepwise.message(plain, message(plain, 'GET /', { startedDateTime: start + 7 }), [], []))).toEqual(['fail error']);
  });

  it('a baseline of what went to a host, where the Host header alone now says so', () => {
    const judge = judgeOf(ruleset([rule('r', { fields: ['mail'] })], [mail]));
    const honest = connection();
    const fronted = connection({
      connectTarget: { host: 'evil.example', port: 443 },
      tls: { serverName: 'evil.example' },
      server: { address: '203.0.113.9', port: 443, host: 'evil.example' },
    });
    const asking = (on: typeof honest) => {
      const sent = message(on, 'GET /');
      return judge.message(on, { ...sent, request: { ...sent.request!, headers: ['Host', 'api.example'] } }, [at('body.m', value)], [])[0]
        ?.fingerprint;
    };
    expect(asking(honest)).toBeDefined();
    expect(asking(fronted)).not.toBe(asking(honest));
  });

  it('two hundred less sure matches', () => {
    const pii = field('pii', {
      matchers: [
        { name: 'email', options: {}, place },
        { name: 'iban', options: {}, place },
      ],
    });
    const judge = judgeOf(ruleset([rule('r', { fields: ['pii'] })], [pii]), { matchers });
    const on = connection();
    const text = `${Array.from({ length: 210 }, (_, index) => `person${index}@mail.example`).join(' ')} DE89 3704 0044 0532 0130 00`;
    expect(kinds(judge.message(on, message(on, 'POST /'), [at('body', text)], []))).toContain('fail error');
  });

  it('a later window, whose fields hold nothing of the target', () => {
    const rules = [
      rule('r', {
        failFrom: 'name',
        fields: ['uid'],
        when: { method: { mode: 'in', members: ['GET'] } },
        never: [{ location: { mode: 'in', members: ['url', 'query'] } }],
      }),
      rule('v', { fields: ['mail'] }),
    ];
    const judge = judgeOf(ruleset(rules, [field('uid', { names: ['user_id'] }), mail]));
    const on = connection();
    const put = message(on, 'PUT /object?user_id=abcdefgh');
    judge.message(on, windowOf(put, 0, false), [at('query.user_id', 'abcdefgh')], []);
    judge.message(on, windowOf(put, 1, true), [], []);
    const get = message(on, 'GET /object?user_id=abcdefgh');
    expect(judge.need(on, get)).toBe('fields');
  });

  it('that a value was planted late, in a field that has names, too', () => {
    const judge = judgeOf(
      ruleset(
        [rule('r', { fields: ['tok'], never: [{ location: { mode: 'in', members: ['url', 'query'] } }] })],
        [field('tok', { names: ['reset_token'] })],
      ),
    );
    judge.plant('tok', '550e8400-e29b-41d4-a716-446655440000');
    const on = connection();
    expect(judge.need(on, message(on, 'GET /reset/550e8400-e29b-41d4-a716-446655440000'))).toBe('fields');
  });

  it('a suppression of a path that only looks as if it were covered', () => {
    const judge = judgeOf(
      ruleset([rule('r', { fields: ['mail'], when: { path: { mode: 'in', members: ['/admin*'] } } })], [mail], {
        suppressions: [suppression({ rule: 'r', path: '/v1/*' })],
      }),
    );
    const on = connection();
    expect(kinds(judge.message(on, message(on, 'GET /v1/..%2fadmin'), [at('query.m', value)], []))).toEqual(['fail error']);
  });

  it('a name that the server could not prove to have', () => {
    const judge = judgeOf(
      ruleset([rule('r', { fields: ['mail'] })], [mail], { suppressions: [suppression({ rule: 'r', host: 'ours.example' })] }),
    );
    const tls = {
      serverName: 'ours.example',
      certificate: { subject: 's', issuer: 'i', fingerprint256: 'ab', validTo: 'x', verified: false },
    };
    const on = connection({ server: { address: '198.51.100.9', port: 443 }, connectTarget: { host: '198.51.100.9', port: 443 }, tls });
    const sent = message(on, 'GET /');
    expect(
      kinds(judge.message(on, { ...sent, request: { ...sent.request!, headers: ['Host', 'ours.example'] } }, [at('body.m', value)], [])),
    ).toEqual(['fail error']);
  });

  it('an address of NAT64, for a network of IPv4', () => {
    const judge = judgeOf(ruleset([rule('r', { never: [{ host: { mode: 'in', members: ['198.51.100.0/24'] } }] })], []));
    expect(
      kinds(
        judge.opened(
          connection({ server: { address: '64:ff9b::c633:6409', port: 443 }, connectTarget: { host: '64:ff9b::c633:6409', port: 443 } }),
        ),
      ),
    ).toEqual(['fail error']);
  });
});

describe('what must not count as more than it is', () => {
  it('what may or may not meet a rule exercises none', () => {
    const judge = judgeOf(ruleset([rule('r', { fields: ['mail'], when: { path: { mode: 'in', members: ['/login'] } } })], [mail]));
    const on = cleartextConnection();
    const { request: _, ...opaque } = message(on, 'GET /');
    judge.message(on, { ...opaque, kind: 'opaque' }, [], []);
    judge.finish(start);
    expect(judge.summary(start).unexercisedRules).toEqual(['r']);
  });

  it('one message in two windows is one that holds a field', () => {
    const judge = judgeOf(
      ruleset([rule('r', { fields: ['mail'], never: [{ wire: 'cleartext' }] })], [mail], {
        expectations: [expectation({ id: 'twice', field: 'mail', min: 2 })],
      }),
    );
    const on = connection();
    const sent = message(on, 'POST /');
    for (const [index, last] of [
      [0, false],
      [1, true],
    ] as const)
      judge.message(on, windowOf(sent, index, last), [at('body.m', value)], []);
    judge.finish(start);
    expect(judge.summary(start).doubts).toMatchObject([{ kind: 'unmet-expectation', id: 'twice' }]);
  });
});
