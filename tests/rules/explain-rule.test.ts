import { describe, expect, it } from 'vitest';
import { explainRule } from '../../rules/explain-rule.js';
import { load } from './load/load-harness.js';

function explain(rest: string): string {
  const ruleset = load(
    `fields: { user: { values: [abcdef1234], names: [uid] }, key: { names: [key] } }\nhosts: { first-party: [a.example] }\n` +
      `regions: { groups: { home: [US, CA] } }\noperators: { agora: { domains: [agora.io] }, zoom: { asns: [1] } }\nrules: [{ id: r, ${rest} }]`,
  );
  const [rule] = ruleset.rules;
  return rule ? explainRule(rule, ruleset) : '';
}

describe('explainRule', () => {
  it.each<[rest: string, sentence: string]>([
    [
      'fields: [user], never: { wire: cleartext }',
      '`user` must never cross the network in cleartext; planted values and checksums fail, less sure matches warn.',
    ],
    [
      'fields: [key], failFrom: name, when: { direction: server-to-client }, never: { region: { notIn: [home, DE] } }',
      'In messages sent by the server, `key` must never come from a server outside `home` (CA, US) and DE; matches by name already fail.',
    ],
    [
      'fields: [user, credit-card, key], when: { before: consent }, never: { host: { notIn: [first-party] } }',
      'Before `consent`, `user`, `credit-card` and `key` must never be exchanged with any host but `first-party`; planted values and checksums fail, less sure matches warn.',
    ],
    ['never: { names: disagree }', 'No connection may ever go where target, SNI, Host and certificate disagree on the server.'],
    [
      'fields: [user], failFrom: planted, never: { names: disagree, wire: cleartext }',
      '`user` must never both cross the network in cleartext and travel where target, SNI, Host and certificate disagree on the server; only planted values fail, less sure matches warn.',
    ],
    [
      'never: [{ host: agora.example }, { region: [CN, eu] }]',
      'No connection may ever go to `agora.example`, nor go to a server in CN or `eu`.',
    ],
    [
      'fields: user, level: warning, never: { wire: cleartext, location: [url, query] }',
      '`user` must never both cross the network in cleartext and stand in the URL path or query (warning only).',
    ],
    [
      'fields: user, failFrom: planted, when: { method: POST, path: /v1/*, after: [{ exchange: { method: DELETE, path: /me } }] }, never: [anywhere]',
      'In messages with method `POST` under path `/v1/*`, after a successful exchange `DELETE` `/me`, `user` must never appear at all; only planted values fail, less sure matches warn.',
    ],
    [
      'fields: key, failFrom: name, never: [{ operator: [agora, zoom] }, { operator: { notIn: [zoom] }, region: CN }]',
      '`key` must never be exchanged with a server run by `agora` or `zoom`, nor both be exchanged with a server in CN and be exchanged with a server run by anyone but `zoom`; matches by name already fail.',
    ],
    ['never: { operator: agora }', 'No connection may ever go to a server run by `agora`.'],
    ['never: { tls: { below: TLSv1.2 } }', 'No connection may ever travel over a TLS version below 1.2.'],
    ['when: { during: logged-out }, never: anywhere', 'During `logged-out`, no connection may ever be made at all.'],
  ])('%s', (rest, sentence) => {
    expect(explain(rest)).toBe(sentence);
  });

  it('says of each field what it is found by, when asked to', () => {
    const ruleset = load(
      'fields: { s: { learn: [{ host: a.example, path: /login, at: { cookie: sid } }] } }\nrules: [{ id: r, fields: [s, email], level: note, never: anywhere }]',
    );
    expect(explainRule(ruleset.rules[0]!, ruleset, 'with-fields').split('\n')).toEqual([
      '`s` and `email` must never appear at all (note only).',
      '- `s`: values learnt during the run: the cookie `sid` of successful responses of `a.example` to `/login`',
      '- `email`: what the matcher `email` finds',
    ]);
  });
});
