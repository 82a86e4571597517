import { describe, expect, test } from 'vitest';
import { url } from '../../../decode/formats/url.js';
import { shapeOf } from '../../../decode/shape.js';
import fc from '../../harness/fast-check.js';
import { linesOf } from '../fields.js';
import { typed } from '../message.js';
import { recordOf } from '../recorded-leaves.js';

const lines = (value: string) => linesOf(typed('application/json', JSON.stringify({ u: value })));

describe('URLs in values', () => {
  test('parameters of the query and the fragment', () => {
    const value = 'https://a.example/cb?mail=ada%40example.com&x=1#access_token=abc';
    expect(lines(value)).toEqual([
      `$['u'] = ${value} [json]`,
      "$['u']['mail'] = ada@example.com [json > url]",
      "$['u']['x'] = 1 [json > url]",
      "$['u']['access_token'] = abc [json > url]",
    ]);
  });

  test('brackets of names are segments', () => {
    expect(recordOf(url, '/p?user[mail]=ada&a%5B0%5D=1#b[c]=2').leaves.lines).toEqual(['user/mail = ada', 'a/0 = 1', 'b/c = 2']);
  });

  test('parameters are read back, and arbitrary text never throws', () => {
    const part = fc.stringMatching(/^[a-z@é]{1,6}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(part, fc.option(part, { nil: '' }), part), { minLength: 1, maxLength: 4 }), (pairs) => {
        const query = pairs.map(([name, inner, value]) => `${name}${inner && `[${inner}]`}=${encodeURIComponent(value)}`).join('&');
        expect(recordOf(url, `/p?${query}`).leaves.lines).toEqual(
          pairs.map(([name, inner, value]) => `${name}${inner && `/${inner}`} = ${value}`),
        );
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('/', '?', '#', '=', '&', '%', '4', '0', 'a', '[', ']', 'é') }), (text) => {
        expect(recordOf(url, text).reading).toBe('part');
      }),
    );
  });

  test('a relative one', () => {
    expect(lines('/search?q=the+purple+heron')).toContain("$['u']['q'] = the purple heron [json > url]");
  });

  test('a URL in a URL', () => {
    const inner = `https://b.example/?mail=${encodeURIComponent('ada@example.com')}`;
    expect(lines(`https://a.example/?next=${encodeURIComponent(inner)}`)).toContain(
      "$['u']['next']['mail'] = ada@example.com [json > url > url]",
    );
  });

  test('an encoded path, and a token in the path', () => {
    const token = Buffer.from('ada.lovelace@example.com').toString('base64url');
    expect(lines('https://a.example/u/ada%40example.com')).toContain("$['u'] = https://a.example/u/ada@example.com [json > url]");
    expect(lines(`https://a.example/u/${token}?x=1`)).toContain("$['u'] = ada.lovelace@example.com [json > url > base64]");
  });

  test.each([
    ['https://a.example/?b=c', true],
    ['app://open?x=y', true],
    ['https://a.example/', false],
    ['/a/b', false],
    ['/a?b', false],
    ['see https://a.example/?b=c', false],
    ['a/b?c=d', false],
  ])('%s', (text, expected) => {
    expect(url.looksLike!(text, shapeOf(text))).toBe(expected);
  });
});
