import { expect, it } from 'vitest';
import { TreePlaces } from '../../../decode/binary/tree-places.js';
import { Place } from '../../../decode/place.js';

const at = (places: TreePlaces) => places.place.segments();

it('knows where each value of a list and a map belongs', () => {
  const places = new TreePlaces(Place.root);
  places.open(false, 2);
  expect(at(places)).toEqual([0]);
  places.done();
  expect(at(places)).toEqual([1]);
  places.open(true, 1);
  expect(places.keyDue).toBe(true);
  places.key('name');
  expect(at(places)).toEqual([1, 'name']);
  expect(places.depth).toBe(2);
  places.done();
  expect(places.complete).toBe(true);
});

it('is complete with a mere value, and with an empty container', () => {
  const value = new TreePlaces(Place.root);
  value.done();
  expect(value.complete).toBe(true);
  const empty = new TreePlaces(Place.root);
  empty.open(true, 0);
  expect(empty.complete).toBe(true);
});

it('goes on in the map after a key that is a container', () => {
  const places = new TreePlaces(Place.root);
  places.open(true, 2);
  places.open(false, 1);
  expect(at(places)).toEqual([0, 0]);
  places.done();
  expect(at(places)).toEqual([0]);
  expect(places.keyDue).toBe(false);
  places.done();
  expect(places.keyDue).toBe(true);
  expect(places.index).toBe(1);
});

it('ends with a break only what has no count, and no map between key and value', () => {
  const places = new TreePlaces(Place.root);
  expect(places.break()).toBe(false);
  places.open(true, -1);
  places.key('a');
  expect(places.break()).toBe(false);
  places.open(false, 1);
  expect(places.break()).toBe(false);
  places.done();
  expect(places.break()).toBe(true);
  expect(places.complete).toBe(true);
});
