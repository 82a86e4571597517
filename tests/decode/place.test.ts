import { expect, test } from 'vitest';
import { deepestPlace, Place } from '../../decode/place.js';

test('segments from the root on', () => {
  expect(Place.root.segments()).toEqual([]);
  expect(Place.root.child('a').child(5).child('b').segments()).toEqual(['a', 5, 'b']);
});

test('places that share ancestors do not disturb each other', () => {
  const parent = Place.root.child('a');
  const [one, two] = [parent.child(0), parent.child(1)];
  expect([one.segments(), two.segments(), parent.segments()]).toEqual([['a', 0], ['a', 1], ['a']]);
});

test('beyond the deepest place the outermost ancestors and the own key stay', () => {
  let place = Place.root;
  for (let level = 0; level < 10_000; level += 1) place = place.child(level);
  const segments = place.segments();
  expect(segments).toHaveLength(deepestPlace);
  expect([segments[0], segments.at(-2), segments.at(-1)]).toEqual([0, deepestPlace - 2, 9999]);
});

test('an outline for people holds no values', () => {
  expect(Place.root.child('users').child('ada@example.com').child(3).outline()).toBe('$.users.*[3]');
  let place = Place.root;
  for (let level = 0; level < 20; level += 1) place = place.child('a');
  expect(place.outline()).toBe('$.a.a.a.a.a.a.a.a…');
});
