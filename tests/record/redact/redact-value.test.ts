import { expect, it } from 'vitest';
import { redactValue } from '../../../record/redact/redact-value.js';
import fc from '../../harness/fast-check.js';

it.each([
  ['', '… (0 characters)'],
  ['x', '… (1 character)'],
  ['1234567', '… (7 characters)'],
  ['19900412', '1…2 (8 characters)'],
  ['u-7abcdefgd0', 'u-…d0 (12 characters)'],
  ['u-7abcdefghijd0', 'u-7…d0 (15 characters)'],
  ['a'.repeat(5_000), 'aaa…aa (5000 characters)'],
  ['😀😀😀😀😀😀😀😀', '😀…😀 (8 characters)'],
])('%j is shown as %j', (value, shown) => {
  expect(redactValue(value)).toBe(shown);
});

it('never shows more than a third, nor more than three in a row', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('x', 'y'), maxLength: 60 }), (value) => {
      const [start = '', end = ''] = redactValue(value).replace(/ \(.*/, '').split('…');
      expect((start.length + end.length) * 3).toBeLessThanOrEqual(value.length);
      expect(start.length).toBeLessThanOrEqual(3);
      expect(end.length).toBeLessThanOrEqual(2);
    }),
  );
});
