import { expect, test } from 'vitest';
import { JsonLevels } from '../../decode/json-levels.js';
import { deepestPlace, Place } from '../../decode/place.js';

test('arrays count, objects have keys, and what closes gives way to what is around it', () => {
  const levels = new JsonLevels();
  expect(levels.empty).toBe(true);
  levels.open(Place.root, 'object');
  expect([levels.empty, levels.inObject, levels.entry('a').segments()]).toEqual([false, true, ['a']]);
  levels.open(levels.entry('a'), 'array');
  expect([levels.inObject, levels.index]).toEqual([false, 0]);
  expect(levels.next().segments()).toEqual(['a', 1]);
  expect(levels.next().segments()).toEqual(['a', 2]);
  levels.close();
  expect([levels.inObject, levels.entry('b').segments()]).toEqual([true, ['b']]);
  levels.close();
  expect(levels.empty).toBe(true);
});

test('beyond the deepest place levels are told apart by kind and index, and share their place', () => {
  const levels = new JsonLevels();
  let place = Place.root;
  for (let depth = 0; depth < 3 * deepestPlace; depth += 1) {
    levels.open(place, depth % 2 === 0 ? 'array' : 'object');
    place = place.child(depth % 2 === 0 ? 0 : 'k');
  }
  for (let depth = 3 * deepestPlace - 1; depth >= 0; depth -= 1) {
    const odd = depth % 2 === 1;
    expect(levels.inObject).toBe(odd);
    const inner = odd ? levels.entry('z') : levels.next();
    expect([inner.depth, inner.segments().at(-1)]).toEqual([Math.min(depth + 1, deepestPlace), odd ? 'z' : 1]);
    levels.close();
  }
  expect(levels.empty).toBe(true);
});
