import { expect, it } from 'vitest';
import { percentDecode } from '../../../record/redact/percent-decode.js';
import fc from '../../harness/fast-check.js';

it.each([
  ['alice%40example', 'alice@example'],
  ['alice%2540example', 'alice@example'],
  ['%E9%83%a8', '部'],
  ['100%', '100%'],
  ['%zz%4', '%zz%4'],
  ['%ff', '\ufffd'],
])('%j becomes %j', (text, decoded) => {
  expect(percentDecode(text)).toBe(decoded);
});

it('undoes encodeURIComponent', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('%')),
      (text) => percentDecode(encodeURIComponent(text)) === text,
    ),
  );
});
