import { describe, expect, it } from 'vitest';
import { explainField } from '../../rules/explain-field.js';
import { load } from './load/load-harness.js';

const explain = (rest: string) => explainField('f', load(`fields: { f: { ${rest} } }`).fields.get('f'));

describe('explainField', () => {
  it.each([
    ['values: [abcdef1234, abcdef5678], as: token, under: [user, $..id]', '`f`: 2 planted values as token; only below `user` or `$..id`'],
    ['values: [], as: phone', '`f`: values planted during the run as phone'],
    [
      `values: ["\${env:QA_USER_ID}", "\${env:UNSET?}"], names: [user_id, uid]`,
      '`f`: 1 planted value; values left out, as their environment variables are not set; anything under the names `user_id` or `uid`',
    ],
    [
      'patterns: [ORD-1], matchers: [email, { random-bytes: { bits: 128 } }]',
      '`f`: what matches `ORD-1`; what the matcher `email` finds; what the matcher `random-bytes` (bits 128) finds',
    ],
    [
      'learn: [{ host: a.example, path: /login, at: $.token }], salts: [s], hmacKeys: [k, l]',
      '`f`: values learnt during the run: `$.token` of successful responses of `a.example` to `/login`; also hashed with 1 salt and 2 HMAC keys',
    ],
  ])('%s', (rest, line) => {
    expect(explain(rest)).toBe(line);
  });

  it('says of a matcher that it is one', () => {
    expect(explainField('email', undefined)).toBe('`email`: what the matcher `email` finds');
  });

  it('never shows a planted value, a salt or a key', () => {
    expect(explain('values: [abcdef1234], salts: [pepper-77], hmacKeys: [key-88]')).not.toMatch(/abcdef1234|pepper|key-88/);
  });
});
