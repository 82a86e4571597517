import { expect, test } from 'vitest';
import { Source, textOf, textOfLatin1 } from '../../decode/source.js';

test('bytes: positions are byte offsets, slices are text', () => {
  const source = Source.ofBytes(Buffer.from('{"é":1}'));
  expect(source).toMatchObject({ bytewise: true, length: 8 });
  expect(source.units).toBe('{"\u00c3\u00a9":1}');
  expect(source.slice(2, 4)).toBe('é');
  expect(source.slice(0, 2)).toBe('{"');
});

test('text: positions are those of the string', () => {
  const source = Source.ofText('{"é":1}');
  expect(source).toMatchObject({ bytewise: false, length: 7, units: '{"é":1}' });
  expect(source.slice(2, 3)).toBe('é');
  expect(source.bytes).toEqual(Buffer.from('{"é":1}'));
});

test('what is not UTF-8 is latin1', () => {
  expect(textOf(Buffer.from([0x68, 0xe9]))).toBe('hé');
  expect(textOf(Buffer.from('hé'))).toBe('hé');
  expect(textOfLatin1('h\u00c3\u00a9')).toBe('hé');
  expect(textOfLatin1('h\u00e9')).toBe('hé');
  expect(textOfLatin1('plain')).toBe('plain');
});
