import { describe, expect, it } from 'vitest';
import fc from '../../harness/fast-check.js';
import { foundIn, matchesIn } from './found-in.js';

const part = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const SIGNATURE = part('not a signature, but as long as one');
const jws = (header: unknown, payload: unknown = { sub: 'jane' }) => `${part(header)}.${part(payload)}.${SIGNATURE}`;
const JWS = jws({ alg: 'HS256', typ: 'JWT' });
const JWE = [part({ alg: 'dir', enc: 'A256GCM' }), '', part('twelve bytes'), part('ciphertext'), part('sixteen byte tag')].join('.');
const note = (text: string) => matchesIn('json-web-token', text)[0]?.note;

describe('json-web-token finds', () => {
  it.each([
    JWS,
    JWE,
    jws('{ "typ": "JWT",\n "alg": "ES256" }'),
    jws('{\n  "alg": "ES256"\n}'),
    jws({ typ: 'JWT', alg: 'RS256', kid: 'x'.repeat(2_000) }),
  ])('%s', (token) => {
    for (const text of [token, `Bearer ${token}`, `{"t":"${token}"}`, `a=${token}&b=${token.slice(0, 5)}`]) {
      expect(foundIn('json-web-token', text)).toEqual([token]);
    }
  });

  it('says of one that is unsigned, and of one that is encrypted', () => {
    expect(note(`${part({ alg: 'none' })}.${part({ sub: 'jane' })}.`)).toBe('unsigned token');
    expect(note(JWE)).toBe('encrypted token');
    expect(note(JWS)).toBeUndefined();
  });

  it('any header with an algorithm', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.stringMatching(/^[A-Z]{2}[0-9]{3}$/), (extra, alg) => {
        const { enc: _, ...header } = extra;
        const token = jws({ ...header, alg });
        expect(foundIn('json-web-token', `x ${token} y`)).toEqual([token]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('json-web-token does not find', () => {
  it.each([
    jws({ typ: 'JWT' }),
    jws({ alg: 5 }),
    jws('["alg"]'),
    jws('{"alg":"HS256"'),
    `${part({ alg: 'HS256' })}.${SIGNATURE}`,
    `${part({ alg: 'HS256' })}..${SIGNATURE}`,
    `${part({ alg: 'HS256' })}.${part('x')}.`,
    `${part({ alg: 'HS256' })}.${part('x')}`,
    JWE.split('.').slice(0, 3).join('.'),
    `x${JWS}`,
    part({ user: 'jane', alg: 'HS256' }),
    'eyJhbGciOi',
    'eyJ.eyJ.eyJ',
    'SG.aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbb',
    'www.example.org',
    '',
  ])('%s', (text) => {
    expect(foundIn('json-web-token', text)).toEqual([]);
  });
});
