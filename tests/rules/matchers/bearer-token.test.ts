import { describe, expect, it } from 'vitest';
import { foundIn } from './found-in.js';

const part = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const JWT = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'u-1' })}.${part('signature')}`;
const UNSECURED = `${part({ alg: 'none' })}.${part({ sub: 'u-1' })}.`;
const JWE = `${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.${part('key')}.${part('iv')}.${part('text')}.${part('tag')}`;
const DIRECT_JWE = `${part({ alg: 'dir', enc: 'A256GCM' })}..${part('iv')}.${part('text')}.${part('tag')}`;

describe('bearer-token finds', () => {
  it.each([
    ['Bearer abcDEF123456', 'abcDEF123456', 'authorization'],
    ['bearer abcdefgh', 'abcdefgh', 'Authorization'],
    ['Authorization: Bearer 8f3b2c1d9e8f7a6b5c4d==', '8f3b2c1d9e8f7a6b5c4d==', undefined],
    [`Bearer ${JWT}`, JWT, 'authorization'],
    [JWT, JWT, undefined],
    [`{"token":"${JWT}"}`, JWT, undefined],
    [`The token is ${JWT}. Keep it.`, JWT, undefined],
    [UNSECURED, UNSECURED, undefined],
    [JWE, JWE, undefined],
    [DIRECT_JWE, DIRECT_JWE, undefined],
    [`https://api.example/?jwt=${JWT}&x=1`, JWT, undefined],
  ])('%j', (text, value, name) => {
    expect(foundIn('bearer-token', text, name === undefined ? {} : { name })).toEqual([value]);
  });
});

describe('bearer-token does not find', () => {
  it.each([
    'Bearer',
    'Bearer ',
    'bearer of bad news and nothing',
    'the bearer internationalization',
    'forbearer 8f3b2c1d9e8f7a6b5c4d',
    'Basic dXNlcjpwYXNz',
    part({ user: 'jane' }),
    `${part({ user: 'jane' })}.${part({ a: 1 })}.sig`,
    `${part({ alg: 'HS256' })}.${part({ a: 1 })}`,
    `${part({ alg: 'HS256' })}..`,
    'eyJ.eyJ.eyJ',
    `x${JWT}`,
    'eyJ',
    '',
  ])('%j', (text) => {
    expect(foundIn('bearer-token', text)).toEqual([]);
  });
});
