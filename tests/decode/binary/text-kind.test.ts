import { expect, it } from 'vitest';
import { textKind } from '../../../decode/binary/text-kind.js';

const kind = (text: string | Buffer) => textKind(Buffer.from(text as string), 0, Buffer.byteLength(text));

it.each([
  ['ada@example.test', 'printable'],
  ['two\nlines', 'text'],
  ['東京', 'text'],
  ['', 'none'],
  ['a\0b', 'none'],
  [`${'long enough '.repeat(4)}\u0007`, 'text'],
  [`${'long enough '.repeat(4)}\u0001\u0002\u0003`, 'none'],
  [Buffer.from('61ff', 'hex'), 'none'],
])('tells %j', (text, expected) => expect(kind(text)).toBe(expected));

it('looks at the stretch alone', () => {
  expect(textKind(Buffer.from('\0ab\0'), 1, 3)).toBe('printable');
});
