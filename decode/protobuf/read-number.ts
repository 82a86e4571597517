import { floatText } from '../binary/float-text.js';
import type { Leaves } from '../format.js';
import type { Place } from '../place.js';
import { isPlausibleFloat } from './is-plausible-float.js';
import { varintValue } from './wire-cursor.js';

/** Where ZigZag begins to be worth a reading of its own: smaller numbers are no values that anybody plants. */
const smallestZigZag = 2000;

/**
 * A varint whose type is not known: its unsigned decimal; the signed one (two's complement of 64 bits, as int32 and int64 are written) where
 * it is negative; and, as a candidate, ZigZag (sint32, sint64).
 */
export function readVarint(bytes: Buffer, start: number, end: number, place: Place, into: Leaves): boolean {
  const value = varintValue(bytes, start, end);
  if (!into.plain(place, String(value), start, end)) return false;
  if (typeof value === 'number') {
    return value < smallestZigZag || into.plain(place, String(value % 2 === 0 ? value / 2 : -(value + 1) / 2), start, end, true);
  }
  if (value >= 2n ** 63n && !into.plain(place, String(value - 2n ** 64n), start, end)) return false;
  return into.plain(place, String((value & 1n) === 0n ? value >> 1n : -((value + 1n) >> 1n)), start, end, true);
}

/**
 * Four or eight bytes whose type is not known: as an unsigned number; as a float where that is of a usual size; as a candidate, signed. Of eight bytes
 * that make a double the integer is a candidate, too: the integers that make one are few, all of 4.5 to 4.8 × 10^18. Singles tell nothing: every tenth
 * integer is one, times and telephone numbers among them.
 */
export function readFixed(bytes: Buffer, start: number, end: number, place: Place, into: Leaves): boolean {
  const wide = end - start === 8;
  const float = wide ? bytes.readDoubleLE(start) : bytes.readFloatLE(start);
  const plausible = isPlausibleFloat(float);
  if (plausible && !into.plain(place, floatText(float, wide ? 8 : 4), start, end)) return false;
  const unsigned = wide ? bytes.readBigUInt64LE(start) : bytes.readUInt32LE(start);
  if (!into.plain(place, String(unsigned), start, end, wide && plausible)) return false;
  if (bytes[end - 1]! < 0x80) return true;
  return into.plain(place, String(wide ? bytes.readBigInt64LE(start) : bytes.readInt32LE(start)), start, end, true);
}
