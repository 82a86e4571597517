import { expect, test } from 'vitest';
import { Source } from '../../../decode/source.js';
import { quotedPrintable } from '../../../decode/transforms/quoted-printable.js';

test.each([
  ['caf=C3=A9', 'café'],
  ['a=3Db', 'a=b'],
  ['soft =\r\nbreak', 'soft break'],
  ['soft = \t\nbreak', 'soft break'],
  ['not an escape: =zz =', 'not an escape: =zz ='],
  ['=4', '=4'],
  ['', ''],
])('%j', (text, expected) => {
  expect(quotedPrintable.undo(Source.ofBytes(Buffer.from(text)), 1e6, true)[0]!.source.bytes.toString()).toBe(expected);
});
