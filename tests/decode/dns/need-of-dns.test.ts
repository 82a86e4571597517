import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import type { Message } from '../../../model/index.js';
import { cleartextConnection, field, judgeOf, message, rule, ruleset } from '../../rules/evaluate/samples.js';
import { answer, query } from './messages.js';

/** Labels hide a name from a search for it as it is written: its absence must not be taken for proven. */
describe('a planted host name in DNS', () => {
  const planted = 'u-77a.tracker-42.example';
  const rules = ruleset([rule('r', { fields: ['host'], never: [{ wire: 'cleartext' }] })], [field('host', { values: [planted] })]);
  const connection = cleartextConnection();
  const type = 'application/dns-message';
  const body = (bytes: Buffer): Message['body'] => ({ bytes, size: bytes.length, truncated: false });
  const declared = { headers: ['content-type', type] };
  const cases: readonly (readonly [name: string, message: Message])[] = [
    ['of a POST over HTTPS', message(connection, 'POST /dns-query', { ...declared, body: body(query(planted)) })],
    ['of a GET over HTTPS', message(connection, `GET /dns-query?dns=${query(planted).toString('base64url')}`)],
    ['of a GET with an ID', message(connection, `GET /dns-query?dns=${query(planted, { id: 0xfbef }).toString('base64url')}`)],
    [
      'of a response over HTTPS',
      message(connection, 'POST /dns-query', {
        ...declared,
        status: 200,
        body: body(answer('other.example', [{ type: 'CNAME', name: 'other.example', data: planted }])),
      }),
    ],
    ['in JSON, in base64', message(connection, 'POST /', { text: JSON.stringify({ q: query(planted).toString('base64') }) })],
    ['over TCP', { ...message(connection, 'POST /'), kind: 'dns', request: undefined, contentType: type, body: body(query(planted)) }],
  ];

  it.each(cases)('%s is found', (_name, sent) => {
    const judge = judgeOf(rules);
    const { fields, gaps } = createDecoder().decode(sent);
    expect(judge.message(connection, sent, fields, gaps).map(({ fieldName }) => fieldName)).toContain('host');
    expect(judge.need(connection, sent)).toBe('fields');
  });
});
