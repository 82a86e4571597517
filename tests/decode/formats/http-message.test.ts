import { describe, expect, test } from 'vitest';
import { httpMessage } from '../../../decode/formats/http-message.js';
import { shapeOf } from '../../../decode/shape.js';
import fc from '../../harness/fast-check.js';
import { recordOf } from '../recorded-leaves.js';

const declared = { mediaType: 'application/http', codings: [] };
const lines = (text: string | Buffer) => recordOf(httpMessage, text, declared).leaves.lines;

describe('HTTP messages in bodies', () => {
  test('a request', () => {
    const text =
      'POST /users/ada%40example.test?q=a+b&user[id]=7&flag HTTP/1.1\r\nContent-Type: application/json\r\nX-Name: Zoë\r\nCookie: sid=s-1; b=c\r\n\r\n{"a":"é"}';
    const expected = [
      'method = POST (plain)',
      'target = /users/ada%40example.test?q=a+b&user[id]=7&flag (plain)',
      'path/0 = users',
      'path/1 = ada@example.test',
      'query/q = a b',
      'query/user/id = 7',
      'headers/content-type = application/json',
      'headers/x-name = Zoë',
      'headers/cookie/sid = s-1',
      'headers/cookie/b = c',
      ' = {"a":"é"} (part)',
    ];
    expect(lines(Buffer.from(text))).toEqual(expected);
    expect(lines(text)).toEqual(expected);
    expect(recordOf(httpMessage, text, declared).leaves.all.at(-1)!.declared).toEqual({ mediaType: 'application/json', codings: [] });
  });

  test('a response', () => {
    const { leaves } = recordOf(httpMessage, 'HTTP/1.1 404 Not Found: ada\r\nContent-Encoding: gzip\r\n\r\nx', declared);
    expect(leaves.lines).toEqual(['status = 404 (plain)', 'reason = Not Found: ada', 'headers/content-encoding = gzip', ' = x (part)']);
    expect(leaves.all.at(-1)!.declared).toEqual({ codings: ['gzip'] });
    expect(lines('HTTP/2 200\r\n\r\n')).toEqual(['status = 200 (plain)']);
  });

  test.each([
    [
      'without a version, as in some batches',
      'GET /a?b=c',
      ['method = GET (plain)', 'target = /a?b=c (plain)', 'path/0 = a', 'query/b = c'],
    ],
    [
      'an absolute target',
      'GET https://a.example/b#c=d HTTP/1.1\n',
      ['method = GET (plain)', 'target = https://a.example/b#c=d (plain)', 'path/0 = b', 'query/c = d'],
    ],
    ['empty lines in front', '\r\n\r\nGET / HTTP/1.1\r\n\r\n', ['method = GET (plain)', 'target = / (plain)']],
    [
      'a head that is none',
      'GET /a HTTP/1.1\r\nada@example.test',
      ['method = GET (plain)', 'target = /a (plain)', 'path/0 = a', ' = ada@example.test (part)'],
    ],
    [
      'a body behind an empty head',
      'GET /a HTTP/1.1\r\n\r\nada',
      ['method = GET (plain)', 'target = /a (plain)', 'path/0 = a', ' = ada (part)'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  test('positions are those of the encoded value', () => {
    const text = 'GET /a%40?b=c%40 HTTP/1.1\r\n\r\nbody';
    const at = recordOf(httpMessage, text, declared)
      .leaves.all.filter(({ kind }) => kind !== 'key')
      .map(({ start, end }) => text.slice(start, end));
    expect(at.slice(1)).toEqual(['/a%40?b=c%40', 'a%40', 'c%40', 'body']);
  });

  test.each([
    '',
    'ada@example.test',
    '{"a":1}',
    'get /a HTTP/1.1',
    'GET',
    'GET  ',
    'HTTP/1.1 abc',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n`,
  ])('none: %j', (text) => {
    const { reading, leaves } = recordOf(httpMessage, text, declared);
    expect([reading, leaves.all]).toEqual(['none', []]);
  });

  test.each([
    ['GET /a HTTP/1.1\r\nHost: b\r\n\r\n', true],
    ['HTTP/1.1 200 OK\r\n', true],
    ['GET /a HTTP/1.1', false],
    ['GET /a', false],
    ['see GET /a HTTP/1.1\n', false],
    ['HTTP/1.1 is old', false],
    ['A /b/c d', false],
    ['', false],
  ])('%j', (text, expected) => {
    expect(httpMessage.looksLike!(text, shapeOf(text))).toBe(expected);
  });

  test.each([
    ['application/http', true],
    ['message/http', true],
    ['message/rfc822', false],
  ])('%s', (type, expected) => {
    expect(httpMessage.declaredBy!(type)).toBe(expected);
  });

  test('ends when its reader has had enough, wherever that is', () => {
    for (const text of ['GET /a/b?c=d HTTP/1.1\r\nE: f\r\nCookie: g=h\r\n\r\ni', 'HTTP/1.1 200 OK\r\nA: b\r\n\r\nc']) {
      const all = recordOf(httpMessage, text, declared).leaves.all.length;
      for (let most = 1; most <= all; most += 1) expect(recordOf(httpMessage, text, declared, most).leaves.all).toHaveLength(most);
    }
  });

  test('what is written is read back; cut anywhere nothing hides; arbitrary text never throws', () => {
    const word = fc.stringMatching(/^[a-z@é]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word), fc.array(fc.tuple(word, word), { maxLength: 3 }), fc.string(), fc.nat(), (path, query, body, at) => {
        const target = `/${path.map(encodeURIComponent).join('/')}${query.length > 0 ? '?' : ''}${query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
        const text = `GET ${target} HTTP/1.1\r\nX-U: ada@example\r\n\r\n${body}`;
        expect(lines(text).slice(2)).toEqual([
          ...path.map((one, index) => `path/${index} = ${one}`),
          ...query.map(([key, value]) => `query/${key} = ${value}`),
          'headers/x-u = ada@example',
          ...(body === '' ? [] : [` = ${body} (part)`]),
        ]);
        const cut = text.slice(0, at % (text.length + 1));
        const { reading, leaves } = recordOf(httpMessage, cut, declared);
        if (reading === 'all' && cut.includes('ada@ex')) expect(leaves.all.some(({ value }) => value.includes('ada@ex'))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('GET', 'HTTP/1.1', ' ', '/', '?', '=', '&', '#', '%4', '\r\n', 'a', ':', 'é', '200')),
        (pieces) => {
          for (const input of [pieces.join(''), Buffer.from(`GET /${pieces.join('')}`)])
            expect(['all', 'none']).toContain(recordOf(httpMessage, input, declared).reading);
        },
      ),
    );
  });
});
