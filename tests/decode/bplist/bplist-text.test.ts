import { expect, it } from 'vitest';
import { bplistText } from '../../../decode/bplist/bplist-text.js';
import { Source } from '../../../decode/source.js';

it.each([
  ['integer', 'ff', '255'],
  ['integer', 'ffffffffffffffff', '-1'],
  ['integer', 'ffffffffffffffffffffffffffffffff', '-1'],
  ['uid', '0102', '258'],
  ['uid', 'ffffffffffffffff', '18446744073709551615'],
  ['real', '3fc00000', '1.5'],
  ['real', '3ff8000000000000', '1.5'],
  ['date', '3ff8000000000000', '1.5'],
  ['ascii', '616263', 'abc'],
  ['utf8', 'c3bc', 'ü'],
  ['utf16', '67714eac', '東京'],
  ['utf16', 'd83dde00', '😀'],
] as const)('writes %s %s', (kind, hex, text) => {
  expect(bplistText(kind, Source.ofBytes(Buffer.from(hex, 'hex')), 0, hex.length / 2)).toBe(text);
});

it('leaves the bytes as they are', () => {
  const bytes = Buffer.from('67714eac', 'hex');
  bplistText('utf16', Source.ofBytes(bytes), 0, 4);
  expect(bytes.toString('hex')).toBe('67714eac');
});
