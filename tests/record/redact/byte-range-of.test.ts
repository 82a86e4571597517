import { describe, expect, it } from 'vitest';
import type { Field } from '../../../model/index.js';
import { byteRangeOf } from '../../../record/redact/byte-range-of.js';

const field = (value: string, more: Partial<Field> = {}): Field => ({
  messageId: 'm',
  location: 'stream',
  segments: [],
  path: '$',
  value,
  transforms: [],
  byteRange: [100, 100 + value.length],
  ...more,
});

describe('byteRangeOf', () => {
  it('is that of the value where text and bytes are one', () => {
    expect(byteRangeOf(field('\x6a\x01\xf7\x8b\x2a\x6eroom'), '\xf7\x8b\x2a\x6e')).toEqual([102, 106]);
  });

  it.each([
    ['a value that was decoded', field('abc', { transforms: ['base64'] }), 'b', [100, 103]],
    ['a value that is longer or shorter in bytes', field('grün', { byteRange: [100, 105] }), 'ü', [100, 105]],
    ['a value that stands there in another form', field('abc'), 'x', [100, 103]],
    ['no value', field('abc'), undefined, [100, 103]],
  ])('is the field’s for %s', (_, of, value, range) => expect(byteRangeOf(of, value)).toEqual(range));

  it('is none without a field', () => expect(byteRangeOf(undefined, 'x')).toBeNull());
});
