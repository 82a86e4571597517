import { isUtf8 } from 'node:buffer';
import { expect, it } from 'vitest';
import { isUtf8Stretch } from '../../../decode/binary/is-utf8-stretch.js';
import fc from '../../harness/fast-check.js';

it('looks at the stretch alone', () => {
  const bytes = Buffer.from('ff61c3bcff', 'hex');
  expect(isUtf8Stretch(bytes, 1, 4)).toBe(true);
  expect(isUtf8Stretch(bytes, 1, 3)).toBe(false);
  expect(isUtf8Stretch(bytes, 0, 2)).toBe(false);
  expect(isUtf8Stretch(bytes, 2, 2)).toBe(true);
});

it('agrees with the engine', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => isUtf8Stretch(Buffer.from(bytes), 0, bytes.length) === isUtf8(bytes)));
});
