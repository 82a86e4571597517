import { expect, test } from 'vitest';
import { defaultDecodeBudget } from '../../decode/decoder.js';
import { Place } from '../../decode/place.js';
import { Source } from '../../decode/source.js';
import { type Piece, Walk } from '../../decode/walk.js';
import { WalkLeaves } from '../../decode/walk-leaves.js';
import { request } from './message.js';

function leavesOf(exact: boolean, format = 'form') {
  const walk = new Walk(request(), defaultDecodeBudget, () => 0);
  const source = Source.ofBytes(Buffer.from('0123456789'));
  const piece: Piece = {
    location: 'body',
    place: Place.root.child('p'),
    transforms: ['gzip'],
    source,
    start: 100,
    end: 110,
    exact,
    outer: undefined,
  };
  return { walk, leaves: new WalkLeaves(walk, piece, format) };
}

test('leaves carry place, transforms and exact ranges', () => {
  const { walk, leaves } = leavesOf(true);
  leaves.leaf(leaves.root.child('a'), 'v', 2, 5);
  leaves.plain(leaves.root.child(0), '7', 5, 6);
  leaves.part(leaves.root.child('part'), 6, 8, undefined);
  leaves.rest(8, 10);
  expect(walk.fields.map(({ path, value, transforms, byteRange }) => [path, value, transforms.join(), byteRange])).toEqual([
    ["$['p']['a']", 'v', 'gzip,form', [102, 105]],
    ["$['p'][0]", '7', 'gzip,form', [105, 106]],
    ["$['p']['part']", '67', 'gzip,form', [106, 108]],
    ["$['p']", '89', 'gzip', [108, 110]],
  ]);
});

test('out of a layer that was decoded, ranges are those of the layer', () => {
  const { walk, leaves } = leavesOf(false);
  leaves.leaf(leaves.root, 'v', 2, 5);
  expect(walk.fields[0]!.byteRange).toEqual([100, 110]);
});

test('keys: plain ones never, others once', () => {
  const { walk, leaves } = leavesOf(true);
  for (const key of ['name', 'u1', 'u1']) leaves.key(leaves.root.child(key), key, 0, 1);
  expect(walk.fields.map(({ value, transforms }) => [value, transforms])).toEqual([['u1', ['gzip', 'form', 'key']]]);
});

test('numbers of binary formats are told, and nothing else is', () => {
  const told = (format: string) => {
    const { walk, leaves } = leavesOf(true, format);
    for (const value of ['4111111111111111', '-7', '1.5', 'true', '-', 'NaN']) leaves.plain(leaves.root, value, 0, 8);
    leaves.plain(leaves.root, '12', 0, 8, true);
    leaves.leaf(leaves.root, '4111111111111111', 0, 8);
    return walk.fields.filter(({ number }) => number).map(({ value }) => value);
  };
  expect(told('protobuf')).toEqual(['4111111111111111', '-7', '1.5']);
  expect(told('json')).toEqual([]);
});
