import type { Field } from '../../model/index.js';

/**
 * Where a matched value stands: its own bytes, where the field's text is that of the bytes one for one, as in a datagram or a stream that
 * was searched as it stood; else the field's. The first occurrence counts.
 */
export function byteRangeOf(field: Field | undefined, value: string | undefined): readonly [start: number, end: number] | null {
  if (field === undefined) return null;
  const [start, end] = field.byteRange;
  if (value === undefined || value === '' || field.transforms.length > 0 || end - start !== field.value.length) return field.byteRange;
  const at = field.value.indexOf(value);
  return at < 0 ? field.byteRange : [start + at, start + at + value.length];
}
