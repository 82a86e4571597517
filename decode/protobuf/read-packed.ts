import { floatText } from '../binary/float-text.js';
import type { Leaves } from '../format.js';
import type { Place } from '../place.js';
import { isPlausibleFloat } from './is-plausible-float.js';
import { varintEnd, varintValue } from './wire-cursor.js';

/** Longer ones are images and the like; of floats, lists of features. */
const longest = 4096;
/** Floats that are fields of their own, as coordinates are. More are one field together. */
const mostAlone = 64;

/**
 * Bytes that are neither text nor a message, as the packed numbers they may be: floats where all are of a usual size, each a value of its own;
 * as candidates, one a line in one value, varints and unsigned fixed numbers. Not the bytes themselves: those are the caller's.
 */
export function readPacked(bytes: Buffer, start: number, end: number, place: Place, into: Leaves): boolean {
  if (end - start > longest || end - start < 3) return true;
  for (const size of [8, 4] as const) {
    if ((end - start) % size !== 0) continue;
    const floats = floatsOf(bytes, start, end, size);
    if (floats !== undefined && !giveFloats(floats, start, end, size, place, into)) return false;
    const integers = listOf(
      start,
      end,
      (at) => (at + size <= end ? at + size : -1),
      (at) => (size === 8 ? bytes.readBigUInt64LE(at) : bytes.readUInt32LE(at)),
    );
    if (integers !== undefined && !into.plain(place, integers, start, end, true)) return false;
  }
  const varints = listOf(
    start,
    end,
    (at) => varintEnd(bytes, at, end),
    (at, stop) => varintValue(bytes, at, stop),
  );
  return varints === undefined || into.plain(place, varints, start, end, true);
}

function floatsOf(bytes: Buffer, start: number, end: number, size: 4 | 8): string[] | undefined {
  const floats: string[] = [];
  for (let at = start; at < end; at += size) {
    const value = size === 8 ? bytes.readDoubleLE(at) : bytes.readFloatLE(at);
    if (value !== 0 && !isPlausibleFloat(value)) return undefined;
    floats.push(floatText(value, size));
  }
  return floats;
}

/** Two doubles or four floats of a usual size are hardly chance. */
function giveFloats(floats: readonly string[], start: number, end: number, size: 4 | 8, place: Place, into: Leaves): boolean {
  const candidate = floats.length * size < 16;
  if (floats.length > mostAlone) return into.plain(place, floats.join('\n'), start, end, candidate);
  return floats.every((float, index) => into.plain(place, float, start + index * size, start + (index + 1) * size, candidate));
}

/** Decimals, one a line; undefined when they do not fill the stretch, or none of them has the length of a value that anybody plants. */
function listOf(
  start: number,
  end: number,
  endOf: (at: number) => number,
  numberAt: (at: number, stop: number) => number | bigint,
): string | undefined {
  const values: string[] = [];
  let longestValue = 0;
  for (let at = start; at < end; ) {
    const stop = endOf(at);
    if (stop < 0) return undefined;
    const value = String(numberAt(at, stop));
    longestValue = Math.max(longestValue, value.length);
    values.push(value);
    at = stop;
  }
  return longestValue < 4 ? undefined : values.join('\n');
}
