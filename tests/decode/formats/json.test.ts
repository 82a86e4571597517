import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import { linesOf } from '../fields.js';
import { request, typed } from '../message.js';

const lines = (text: string, type = 'application/json') => linesOf(typed(type, text));

describe('JSON', () => {
  test('every leaf is a field, with its place', () => {
    expect(lines('{"user":{"name":"ada","tags":["x",["y"]]},"ok":true,"n":-1.5e3}')).toEqual([
      "$['user']['name'] = ada [json]",
      "$['user']['tags'][0] = x [json]",
      "$['user']['tags'][1][0] = y [json]",
      "$['ok'] = true [json]",
      "$['n'] = -1.5e3 [json]",
    ]);
  });

  test('numbers keep their digits', () => {
    expect(lines('{"id":9223372036854775807,"x":0.10}')).toEqual(["$['id'] = 9223372036854775807 [json]", "$['x'] = 0.10 [json]"]);
  });

  test('null and empty values are no fields, but take their place', () => {
    expect(lines('[null,"",{},[],"x"]')).toEqual(['$[4] = x [json]']);
  });

  test('a key that comes twice gives two fields', () => {
    expect(lines('{"a":"1","a":"2"}')).toEqual(["$['a'] = 1 [json]", "$['a'] = 2 [json]"]);
  });

  test('escapes are undone', () => {
    expect(lines('{"m":"ada\\u0040example.com","q":"\\"\\/\\n","e":"\\ud83d\\ude00","\\u0061":"b"}')).toEqual([
      "$['m'] = ada@example.com [json]",
      "$['q'] = \"/\n [json]",
      "$['e'] = 😀 [json]",
      "$['a'] = b [json]",
    ]);
  });

  test('keys that may be values are fields too, once', () => {
    expect(lines('[{"ada@example.com":"a","name":"b"},{"ada@example.com":"c"}]')).toEqual([
      "$[0]['ada@example.com'] = ada@example.com [json > key]",
      "$[0]['ada@example.com'] = a [json]",
      "$[0]['name'] = b [json]",
      "$[1]['ada@example.com'] = c [json]",
    ]);
  });

  test('ranges are those of the bytes, beyond ASCII too', () => {
    const bytes = Buffer.from('{"ü":"é€","n":42}');
    const { fields } = createDecoder().decode(request({ bytes }));
    const shown = fields.filter(({ location, transforms }) => location === 'body' && !transforms.includes('key'));
    expect(shown.map(({ value, byteRange }) => [value, bytes.toString('utf8', ...byteRange)])).toEqual([
      ['é€', 'é€'],
      ['42', '42'],
    ]);
  });

  test.each([
    ['a byte order mark', '\ufeff{"a":"b"}'],
    ['a prefix against inclusion', ')]}\',\n{"a":"b"}'],
    ['a loop before it', 'for(;;);{"a":"b"}'],
    ['JSONP', '/**/cb.x({"a":"b"});'],
    ['white space', ' \r\n\t{ "a" : "b" , }\n'],
    ['a comma too many', '{"a":"b",}'],
  ])('is read through %s', (_name, text) => {
    expect(lines(text)).toEqual(["$['a'] = b [json]"]);
  });

  test('a document may be a mere value', () => {
    expect(lines('"just text"')).toEqual(['$ = just text [json]']);
    expect(lines('12345')).toEqual(['$ = 12345 [json]']);
  });

  test('documents one after the other share a root', () => {
    const expected = ["$['a'] = 1 [json]", "$['a'] = 2 [json]"];
    expect(lines('{"a":1}\n{"a":2}\n', 'application/x-ndjson')).toEqual(expected);
    expect(lines('{"a":1}{"a":2}')).toEqual(expected);
    expect(lines('\u001e{"a":1}\n\u001e{"a":2}\n', 'application/json-seq')).toEqual(expected);
  });

  test('a broken line does not hide the next', () => {
    expect(lines('{"a":1}\n{"a":oops}\n{"a":3}\n', 'application/x-ndjson')).toEqual([
      "$['a'] = 1 [json]",
      '$ = oops}',
      "$['a'] = 3 [json]",
    ]);
  });

  test.each([
    ['cut in a value', '{"a":"b","c":"ada@exam', '"ada@exam'],
    ['cut in a key', '{"a":"b","ada@exam', '"ada@exam'],
    ['not quite JSON', '{"a":"b",c:\'ada@example.com\'}', "c:'ada@example.com'}"],
    ['brackets that do not fit', '{"a":"b"]ada@example.com', ']ada@example.com'],
  ])('malformed (%s): what was read, and the rest as text', (_name, text, rest) => {
    expect(lines(text)).toEqual(["$['a'] = b [json]", `$ = ${rest}`]);
  });

  test('nothing readable: all of it as text', () => {
    expect(lines('{broken ada@example.com')).toEqual(['$ = {broken ada@example.com']);
    expect(lines('[INFO] ada@example.com logged in', 'text/plain')).toEqual(['$ = [INFO] ada@example.com logged in']);
  });

  test('the rest of broken JSON is searched for encodings', () => {
    const token = Buffer.from('ada.lovelace@example.com').toString('base64');
    expect(lines(`{"a":"b","t":"${token}`)).toContain('$ = ada.lovelace@example.com [base64]');
  });

  test('JSON in a string in JSON', () => {
    const inner = JSON.stringify({ c: [JSON.stringify({ d: 'e' })] });
    expect(lines(JSON.stringify({ a: inner }))).toEqual([
      `$['a'] = ${inner} [json]`,
      '$[\'a\'][\'c\'][0] = {"d":"e"} [json > json]',
      "$['a']['c'][0]['d'] = e [json > json > json]",
    ]);
  });

  test('a hundred thousand levels are read without harm, and hostile fragments too', () => {
    const depth = 100_000;
    const deep = `${'{"a":'.repeat(depth)}"bottom"${'}'.repeat(depth)}`;
    const { fields, gaps } = createDecoder().decode(typed('application/json', deep));
    expect(fields.map(({ value }) => value)).toContain('bottom');
    expect(fields.at(-1)!.segments).toHaveLength(512);
    expect(gaps).toMatchObject([{ reason: 'budget-exhausted', location: 'body' }]);
    for (const text of ['['.repeat(depth), '[1 '.repeat(depth), '{"a":'.repeat(depth), '"\\'.repeat(depth), '[1]x\n'.repeat(depth)]) {
      expect(
        createDecoder()
          .decode(typed('application/json', text))
          .gaps.filter(({ reason }) => reason === 'inspection-failed'),
      ).toEqual([]);
    }
  });
});
