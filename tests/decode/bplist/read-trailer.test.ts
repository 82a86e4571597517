import { expect, it } from 'vitest';
import { readTrailer } from '../../../decode/bplist/read-trailer.js';
import { bplistOf } from './bplist-of.js';

const bytes = bplistOf(['a101', '5161']);

it('says where the objects are found', () => {
  expect(readTrailer(bytes)).toEqual({ offsetSize: 4, referenceSize: 1, objects: 2, top: 0, table: 12 });
});

it.each([
  ['no header', 0, 0x63],
  ['offsets of no size', -26, 0],
  ['offsets of nine bytes', -26, 9],
  ['references of no size', -25, 0],
  ['no objects', -17, 0],
  ['more objects than the table holds', -17, 3],
  ['a top object that is none', -9, 2],
  ['a table in the header', -1, 8],
  ['a table beyond the end', -1, 200],
  ['a count beyond all bounds', -24, 255],
])('is none with %s', (_name, at, byte) => {
  const spoilt = Buffer.from(bytes);
  spoilt[at < 0 ? spoilt.length + at : at] = byte;
  expect(readTrailer(spoilt)).toBeUndefined();
});

it('is none in what is too short', () => {
  for (let end = 0; end < bytes.length; end += 1) expect(readTrailer(bytes.subarray(0, end))).toBeUndefined();
});
