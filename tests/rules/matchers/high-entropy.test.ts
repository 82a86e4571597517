import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

// Random, but the same in every run.
const bytes = (seed: string) => createHash('sha512').update(seed).digest();
const HEX = bytes('a').toString('hex').slice(0, 32);
const BASE64 = bytes('b').subarray(0, 32).toString('base64');
const BASE64URL = bytes('c').subarray(0, 24).toString('base64url');
const BASE62 = bytes('d').toString('base64').replace(/[+/=]/g, '').slice(0, 24);

describe('high-entropy finds', () => {
  it.each([HEX, HEX.toUpperCase(), BASE64, BASE64URL, BASE62])('%s under names of secrets', (value) => {
    for (const name of ['secret', 'client_secret', 'accessToken', 'api_key', 'password', 'X-Auth-Token']) {
      expect(matchesIn('high-entropy', value, { name })).toEqual([{ start: 0, end: value.length, value, recognisedAs: 'pattern' }]);
    }
  });

  it('what follows a scheme', () => {
    expect(matchesIn('high-entropy', `Token ${BASE62}`, { name: 'authorization' })).toEqual([
      { start: 6, end: 6 + BASE62.length, value: BASE62, recognisedAs: 'pattern' },
    ]);
  });

  it('under the bare name key by name, and there no hex, which is a hash as well', () => {
    expect(matchesIn('high-entropy', BASE62, { name: 'key' })[0]?.recognisedAs).toBe('name');
    expect(foundIn('high-entropy', HEX, { name: 'key' })).toEqual([]);
  });

  it('nearly all random values of 32 characters', () => {
    let found = 0;
    for (let count = 0; count < 300; count++)
      found += foundIn('high-entropy', randomBytes(24).toString('base64url'), { name: 'secret' }).length;
    expect(found).toBeGreaterThan(270);
  });
});

describe('high-entropy does not find', () => {
  it.each([
    [HEX, 'etag'],
    [HEX, 'token_hash'],
    [BASE64, 'integrity'],
    [`sha256-${BASE64}`, 'key'],
    [`sha512-${BASE64}`, 'secret'],
    ['W/"c8b249b816-0867dA67Q9"', 'key'],
    [BASE64, 'nonce'],
    [BASE62, 'csrf_token'],
    [BASE62, 'public_key'],
    [BASE62, 'id'],
    [BASE62, 'keyboard'],
    [BASE62, 'cache_key'],
    [BASE62, undefined],
    ['6d92078a-8246-4ba4-ae5b-76104861e7dc', 'token'],
    ['https://example.org/a9F3kL2mQ8xZ7pR4', 'token'],
    ['/static/a9F3kL2mQ8xZ7pR4', 'token'],
    ['2026-04-01T12:34:56.789Z', 'token'],
    ['1718000000123456789', 'token'],
    ['correct horse battery staple', 'password'],
    ['correcthorsebatterystaple1', 'password'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa1B', 'secret'],
    ['com.example.app.settings.key', 'key'],
    ['getInitialServerProps2', 'token'],
    ['ACCESS_TOKEN_EXPIRED_401', 'token'],
    ['short9F3kL', 'secret'],
    ['[object Object][object Object]', 'token'],
    ['', 'token'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('high-entropy', text, name === undefined ? {} : { name })).toEqual([]);
  });
});
