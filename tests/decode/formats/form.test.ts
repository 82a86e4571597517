import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import { form } from '../../../decode/formats/form.js';
import { shapeOf } from '../../../decode/shape.js';
import fc from '../../harness/fast-check.js';
import { linesOf } from '../fields.js';
import { request, typed } from '../message.js';
import { recordOf } from '../recorded-leaves.js';

const declared = 'application/x-www-form-urlencoded';
const lines = (text: string, type = declared) => linesOf(typed(type, text));

describe('forms', () => {
  test('names and values are decoded', () => {
    expect(lines('a=b+c&mail=ada%40example.com&user%5Bid%5D=7&user[name]=x&empty=&&flag')).toEqual([
      "$['a'] = b c [form]",
      "$['mail'] = ada@example.com [form]",
      "$['user']['id'] = 7 [form]",
      "$['user']['name'] = x [form]",
    ]);
  });

  test('brackets are segments, as PHP and Rails read them', () => {
    expect(recordOf(form, 'items[][id]=1&a[0][b]=2&a[1]=3&list[]=4&user%5Bmail%5D=5', { codings: [] }).leaves.lines).toEqual([
      'items/id = 1',
      'a/0/b = 2',
      'a/1 = 3',
      'list = 4',
      'user/mail = 5',
    ]);
  });

  test('brackets that do not fit are part of the name', () => {
    expect(recordOf(form, 'a[b=1&[c]=2&d]e[=3&f[g]h=4', { codings: [] }).leaves.lines).toEqual([
      'a[b = 1',
      '[c] = 2',
      'd]e[ = 3',
      'f[g]h = 4',
    ]);
  });

  test('what stands in brackets may be the value', () => {
    expect(lines('seen[ada%40example.com]=1&seen[1848314487]=1')).toEqual([
      "$['seen']['ada@example.com'] = ada@example.com [form > key]",
      "$['seen']['ada@example.com'] = 1 [form]",
      "$['seen']['1848314487'] = 1848314487 [form > key]",
      "$['seen']['1848314487'] = 1 [form]",
    ]);
  });

  test('what is written is read back, and arbitrary text never throws', () => {
    const part = fc.stringMatching(/^[a-z@é]{1,6}$/);
    const pair = fc.tuple(part, fc.array(fc.oneof(part, fc.nat(99)), { maxLength: 3 }), fc.stringMatching(/^[ -~é漢]{1,8}$/));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 5 }), (pairs) => {
        const text = pairs
          .map(
            ([name, parts, value]) => `${encodeURIComponent(name + parts.map((one) => `[${one}]`).join(''))}=${encodeURIComponent(value)}`,
          )
          .join('&');
        const leaves = recordOf(form, Buffer.from(text), { codings: [] }).leaves.all.filter(({ kind }) => kind === 'leaf');
        expect(leaves.map(({ segments, value }) => [...segments, value])).toEqual(
          pairs.map(([name, parts, value]) => [name, ...parts, value]),
        );
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '[', ']', '=', '&', '%', '4', '0', 'é') }), (text) => {
        expect(['all', 'none']).toContain(recordOf(form, text, { codings: [] }).reading);
        expect(recordOf(form, Buffer.from(text)).reading).toBe('part');
      }),
    );
  });

  test('a positional array in a parameter', () => {
    expect(lines('extinfo=%5B%22i2%22%2Cnull%2C%22docomo%22%5D')).toContain("$['extinfo'][2] = docomo [form > json]");
  });

  test('ranges are those of the encoded value', () => {
    const text = 'a=b&mail=ada%40example.com';
    const { fields } = createDecoder().decode(typed(declared, text));
    const { byteRange } = fields.find(({ value }) => value === 'ada@example.com')!;
    expect(text.slice(...byteRange)).toBe('ada%40example.com');
  });

  test('bytes beyond ASCII, raw or escaped as latin1', () => {
    expect(lines('a=café&b=caf%E9')).toEqual(["$['a'] = café [form]", "$['b'] = café [form]"]);
  });

  test('a name alone may be the value', () => {
    expect(lines('ada%40example.com')).toEqual(["$['ada@example.com'] = ada@example.com [form > key]"]);
  });

  test('JSON under the wrong name is JSON', () => {
    expect(lines('{"a":"b"}')).toEqual(["$['a'] = b [json]"]);
  });

  test('is recognised without a declaration, and the whole is kept', () => {
    expect(linesOf(request({ bytes: 'a=b&c=d' }))).toEqual(["$['a'] = b [form]", "$['c'] = d [form]", '$ = a=b&c=d']);
  });

  test.each([
    ['a=b&c=d', true],
    ['id=5', true],
    ['a[b]=c', true],
    ['utm_source=x&flag=', true],
    ['SGVsbG8gd29ybGQh==', false],
    ['SGVsbG8=', false],
    ['a = b', false],
    ['=b', false],
    ['a&b', false],
    ['a=b&c', false],
    ['{"a":"b=c"}', false],
    ['x<y=z', false],
  ])('%s', (text, expected) => {
    expect(form.looksLike!(text, shapeOf(text))).toBe(expected);
  });
});
