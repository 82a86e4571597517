import { expect, it } from 'vitest';
import { readBplist } from '../../../decode/bplist/read-bplist.js';
import { readTrailer } from '../../../decode/bplist/read-trailer.js';
import { Place } from '../../../decode/place.js';
import { Source } from '../../../decode/source.js';
import { bplistOf } from './bplist-of.js';

const yes = () => true;
const no = () => false;
const into = { root: Place.root, leaf: yes, plain: yes, key: yes, part: yes, rest: yes, tooDeep: () => undefined };
const read = (objects: readonly string[], change: object = {}) => {
  const bytes = bplistOf(objects);
  return readBplist(Source.ofBytes(bytes), readTrailer(bytes)!, { ...into, ...change });
};
const one = ['d10102', '516b', 'a3030405', '5161', '1007', '41ff'];

it('is whole when every object is read', () => {
  expect(read(one)).toEqual({ stopped: false, whole: true });
  expect(read([...one, '5162'])).toEqual({ stopped: false, whole: false });
});

it.each(['leaf', 'plain', 'key', 'part'])('stops when a %s does', (name) => {
  expect(read(one, { [name]: no }).stopped).toBe(true);
});

it('stops when a rest does', () => {
  expect(read([...one, '5162'], { rest: no }).stopped).toBe(true);
});

it('reads a key that is no text by the number of its entry', () => {
  const places: string[] = [];
  read(['d10102', '1007', '5161'], {
    plain: (place: Place) => places.push(place.segments().join()),
    leaf: (place: Place) => places.push(place.segments().join()),
  });
  expect(places).toEqual(['0', '0']);
});
