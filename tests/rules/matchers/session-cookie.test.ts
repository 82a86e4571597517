import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

const TOKEN = 'q8v7n2k4h1s9d0f6g3j5l2z8x7';
const kind = (text: string, name: string) => matchesIn('session-cookie', text, { name })[0]?.recognisedAs;

describe('session-cookie finds', () => {
  it.each([
    'PHPSESSID',
    'JSESSIONID',
    'connect.sid',
    'ASP.NET_SessionId',
    'sessionid',
    'laravel_session',
    '_example_session',
    '__Host-session',
    '.AspNetCore.Session',
    `wordpress_logged_in_${'a1'.repeat(16)}`,
    `SSESS${'0f'.repeat(16)}`,
    'ASPSESSIONIDABCDEFGH',
  ])('%s by pattern', (name) => {
    expect(matchesIn('session-cookie', TOKEN, { name })).toEqual([{ start: 0, end: TOKEN.length, value: TOKEN, recognisedAs: 'pattern' }]);
  });

  it.each(['sid', 'session_id', 'sessionId', 'user_session', 'sessionToken', 'x-session-key'])('tokens under %s by name', (name) => {
    expect(kind(TOKEN, name)).toBe('name');
  });

  it('signed and encrypted cookies', () => {
    expect(kind('s:abcDEF123456-ghi_JKL789.Zm9vYmFyYmF6cXV4', 'connect.sid')).toBe('pattern');
    expect(kind('Zm9vYmFy%2FYmF6--0123456789abcdef', 'sess')).toBe('name');
  });

  it.each([`/cart;jsessionid=${TOKEN}?x=1`, `PHPSESSID=${TOKEN}; path=/; HttpOnly`, `a=1; JSESSIONID=${TOKEN}; b=2`])(
    'in running text: %j',
    (text) => {
      expect(foundIn('session-cookie', text)).toEqual([TOKEN]);
    },
  );
});

describe('session-cookie does not find', () => {
  it.each([
    ['deleted', 'PHPSESSID'],
    ['', 'PHPSESSID'],
    ['00000000', 'JSESSIONID'],
    ['1718000000', 'session_id'],
    ['1718000000123456', 'sid'],
    ['2026-04-01T12:34:56Z', 'session'],
    ['home', 'session'],
    ['home-page-of-the-example', 'session'],
    [TOKEN, 'session_count'],
    [TOKEN, 'csrftoken'],
    [TOKEN, 'side'],
    [TOKEN, 'obsession'],
    [TOKEN, '_ga'],
    ['{"a":1,"b":"c2d3e4f5g6h7"}', 'session'],
    [`xPHPSESSID=${TOKEN}`, 'text'],
    ['PHPSESSID=deleted; path=/', 'text'],
    ['PHPSESSID=', 'text'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('session-cookie', text, { name })).toEqual([]);
  });
});
