import { describe, expect, it } from 'vitest';
import type { Connection, Judgement } from '../../../model/index.js';
import type { Judge } from '../../../rules/judge.js';
import { at, cleartextConnection, connection, field, judgeOf, message, rule, ruleset, start } from './samples.js';

const planted = field('planted', { values: ['u-7f3a9c21d0'] });
const deleted = {
  method: { mode: 'in', members: ['DELETE'] },
  path: { mode: 'in', members: ['/me'] },
  host: { mode: 'in', members: ['api.example'] },
} as const;
const judgeOfDeletion = () =>
  judgeOf(ruleset([rule('gone', { fields: ['planted'], when: { after: [{ exchange: deleted }] } })], [planted]));

const hidden = (parts: Partial<Connection> = {}) =>
  connection({ interception: 'passthrough', bytesFromClient: 900, bytesFromServer: 900, startedDateTime: start + 10, ...parts });

/** A message with the value, some milliseconds after the start. */
function seen(judge: Judge, moment: number): readonly Judgement[] {
  const on = cleartextConnection();
  return judge.message(on, message(on, 'GET /', { startedDateTime: start + moment }), [at('body.x', 'u-7f3a9c21d0')], []);
}

function deletes(judge: Judge, moment: number): void {
  const on = cleartextConnection();
  const { request } = message(on, 'DELETE /me');
  judge.exchange(on, {
    id: 'e',
    connectionId: on.id,
    request: { ...request!, headers: ['Host', 'api.example'] },
    status: 204,
    startedDateTime: start,
    endedDateTime: start + moment,
    complete: true,
  });
}

describe('an exchange that a rule waits for, where nobody could look', () => {
  it.each<[string, (judge: Judge) => void]>([
    ['a connection relayed without a look', (judge) => void judge.opened(hidden())],
    ['one of an unknown protocol', (judge) => void judge.closed(hidden({ interception: 'opaque' }))],
    [
      'one that was read up to a point',
      (judge) => {
        const on = hidden({ interception: 'intercepted' });
        judge.gap(on, { reason: 'unsupported-protocol', connectionId: on.id, detail: 'not read on' });
      },
    ],
    [
      'one on which messages begin nobody knows where',
      (judge) => {
        const on = hidden({ interception: 'intercepted' });
        judge.gap(on, { reason: 'ambiguous-framing', connectionId: on.id, messageId: 'm', detail: 'two lengths' });
      },
    ],
  ])('leaves open what follows, until it was seen: %s', (_, pass) => {
    const judge = judgeOfDeletion();
    expect(seen(judge, 20)).toEqual([]);
    pass(judge);
    expect(seen(judge, 5)).toEqual([]);
    const [open, ...others] = seen(judge, 20);
    expect([open?.kind, open?.openBecause?.missing, others]).toEqual(['open', 'time-unknown', []]);
    expect(open?.openBecause?.detail).toMatch(/the exchange that `after` waits for/);
    deletes(judge, 60);
    expect(seen(judge, 30).map(({ kind }) => kind)).toEqual(['open']);
    expect(seen(judge, 70).map(({ kind }) => kind)).toEqual(['fail']);
  });

  it.each([
    ['another host', { connectTarget: { host: 'other.example', port: 443 }, tls: { serverName: 'other.example' } }],
    ['a refused handshake', { interception: 'client-rejected', failureCause: { alert: 48 } }],
    ['an origin that was not reached', { interception: 'origin-failed' }],
    ['a tunnel that was read', { interception: 'intercepted' }],
  ] satisfies [string, Partial<Connection>][])('cannot have passed: %s', (_, parts) => {
    const judge = judgeOfDeletion();
    const { server, ...on } = hidden(parts);
    const host = on.connectTarget!.host;
    judge.opened({ ...on, server: { ...server!, host } });
    judge.closed({ ...on, server: { ...server!, host } });
    expect(seen(judge, 20)).toEqual([]);
  });
});
