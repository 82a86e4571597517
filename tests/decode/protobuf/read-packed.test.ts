import { expect, it } from 'vitest';
import { Place } from '../../../decode/place.js';
import { readPacked } from '../../../decode/protobuf/read-packed.js';

function values(bytes: Buffer): string[] {
  const found: string[] = [];
  const add = (_place: Place, value: string, start: number, end: number, candidate?: boolean) =>
    found.push(`${candidate ? '?' : ''}${value}@${start}-${end}`) > 0;
  const yes = () => true;
  readPacked(bytes, 0, bytes.length, Place.root, {
    root: Place.root,
    leaf: yes,
    plain: add,
    key: yes,
    part: yes,
    rest: yes,
    tooDeep: () => undefined,
  });
  return found;
}

it('gives varints together', () => {
  expect(values(Buffer.from('038e029ea705', 'hex'))).toEqual(['?3\n270\n86942@0-6']);
});

it('gives floats of a usual size each, if they are enough to be no chance', () => {
  const doubles = Buffer.alloc(16);
  doubles.writeDoubleLE(35.6812, 0);
  doubles.writeDoubleLE(139.5, 8);
  expect(values(doubles)).toEqual(expect.arrayContaining(['35.6812@0-8', '139.5@8-16']));
  const one = Buffer.alloc(4);
  one.writeFloatLE(1.5);
  expect(values(one)).toContain('?1.5@0-4');
  const many = Buffer.alloc(400);
  for (let at = 0; at < 400; at += 4) many.writeFloatLE(1.5, at);
  expect(values(many).filter((value) => value.startsWith('1.5'))).toEqual([`${Array(100).fill('1.5').join('\n')}@0-400`]);
});

it('gives nothing of what is too short, too long, or of small numbers only', () => {
  expect(values(Buffer.from('0102', 'hex'))).toEqual([]);
  expect(values(Buffer.from('010203', 'hex'))).toEqual([]);
  expect(values(Buffer.alloc(4097, 1))).toEqual([]);
  expect(values(Buffer.from('ffffff', 'hex'))).toEqual([]);
});
