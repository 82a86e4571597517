import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import { form } from '../../../decode/formats/form.js';
import { shapeOf } from '../../../decode/shape.js';
import { linesOf } from '../fields.js';
import { request, typed } from '../message.js';

const declared = 'application/x-www-form-urlencoded';
const lines = (text: string, type = declared) => linesOf(typed(type, text));

describe('forms', () => {
  test('names and values are decoded', () => {
    expect(lines('a=b+c&mail=ada%40example.com&user%5Bid%5D=7&user[name]=x&empty=&&flag')).toEqual([
      "$['a'] = b c [form]",
      "$['mail'] = ada@example.com [form]",
      "$['user[id]'] = user[id] [form > key]",
      "$['user[id]'] = 7 [form]",
      "$['user[name]'] = user[name] [form > key]",
      "$['user[name]'] = x [form]",
    ]);
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
