import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../decode/create-decoder.js';
import { linesOf } from './fields.js';
import { request, response } from './message.js';

const header = (...headers: string[]) => linesOf(request({ headers }), 'header');
const cookie = (...headers: string[]) => linesOf(response({ headers }), 'cookie');
const token = Buffer.from('ada.lovelace@example.com').toString('base64');

describe('headers', () => {
  test('each is a field by its lower-case name, as often as it comes', () => {
    expect(header('X-A', '1', 'x-a', '2', 'Empty', '')).toEqual(["$['x-a'] = 1", "$['x-a'] = 2"]);
  });

  test('values are walked, but not those that hide nothing', () => {
    expect(header('X-Data', token)).toEqual([`$['x-data'] = ${token}`, "$['x-data'] = ada.lovelace@example.com [base64]"]);
    expect(header('User-Agent', 'Mozilla/5.0 (X11; Linux x86_64)', 'Accept', 'application/signed-exchange;v=b3')).toHaveLength(2);
    expect(header('User-Agent', `app/1 ${token}`)).toContain("$['user-agent'] = ada.lovelace@example.com [base64]");
    expect(header('User-Agent', 'app/1 (ada%40example.com)')).toHaveLength(2);
  });

  test('UTF-8 in a header is read as such', () => {
    expect(header('X-Name', Buffer.from('héron').toString('latin1'))).toEqual(["$['x-name'] = héron"]);
  });

  test('a referrer gives its parameters', () => {
    expect(header('Referer', 'https://a.example/?mail=ada%40example.com')).toContain("$['referer']['mail'] = ada@example.com [url]");
  });
});

describe('credentials', () => {
  test.each([
    ['Basic YTpi', ["$['authorization'] = Basic YTpi", "$['authorization'] = YTpi", "$['authorization'] = a:b [base64]"]],
    ['bearer abc', ["$['authorization'] = bearer abc", "$['authorization'] = abc"]],
    ['abc', ["$['authorization'] = abc"]],
    ['Basic', ["$['authorization'] = Basic"]],
    [
      'Digest username="ada", uri="/"',
      ['$[\'authorization\'] = Digest username="ada", uri="/"', '$[\'authorization\'] = username="ada", uri="/"'],
    ],
  ])('%s', (value, expected) => {
    expect(header('Authorization', value)).toEqual(expected);
  });

  test('the range is that of the credential', () => {
    const { fields } = createDecoder().decode(request({ headers: ['Proxy-Authorization', 'Basic YTpi'] }));
    expect(fields.slice(1).map(({ byteRange }) => byteRange)).toEqual([
      [0, 10],
      [6, 10],
      [6, 10],
    ]);
  });
});

describe('cookies', () => {
  test('are split', () => {
    expect(cookie('Cookie', 'a=b; theme = "dark" ;c=d=e; empty=; alone')).toEqual(["$['a'] = b", "$['theme'] = dark", "$['c'] = d=e"]);
  });

  test('values are walked, and names that may be values are fields', () => {
    expect(cookie('Cookie', `id=${token}`)).toContain("$['id'] = ada.lovelace@example.com [base64]");
    expect(cookie('Cookie', 'mp_1234_x=1')).toEqual(["$['mp_1234_x'] = mp_1234_x [key]", "$['mp_1234_x'] = 1"]);
  });

  test('Set-Cookie: the cookie, and attributes that say something', () => {
    expect(cookie('Set-Cookie', 'sid=abc; Path=/u/7; Domain=.a.example; Max-Age=5; Secure; HttpOnly', 'Set-Cookie', 'b=c')).toEqual([
      "$['sid'] = abc",
      "$['sid']['path'] = /u/7",
      "$['sid']['domain'] = .a.example",
      "$['b'] = c",
    ]);
  });

  test('ranges are those in the header', () => {
    const value = 'a=b; c="d e"';
    const { fields } = createDecoder().decode(response({ headers: ['Cookie', value] }));
    expect(fields.map(({ byteRange }) => value.slice(...byteRange))).toEqual(['b', 'd e']);
  });
});

test('trailers have a location of their own', () => {
  expect(linesOf(response({ trailers: ['X-Sum', token, 'Cookie', 'a=b'] }), 'trailer')).toEqual([
    `$['x-sum'] = ${token}`,
    "$['x-sum'] = ada.lovelace@example.com [base64]",
    "$['cookie'] = a=b",
  ]);
});
