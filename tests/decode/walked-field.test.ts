import { expect, test } from 'vitest';
import { Place } from '../../decode/place.js';
import { WalkedField } from '../../decode/walked-field.js';

test('segments and path are made when asked for, and stay the same', () => {
  const field = new WalkedField('m', 'body', Place.root.child('a').child(1), 'v', ['json'], 2, 3);
  expect(field).toMatchObject({ messageId: 'm', location: 'body', value: 'v', transforms: ['json'], byteRange: [2, 3] });
  expect(field.path).toBe("$['a'][1]");
  expect(field.segments).toEqual(['a', 1]);
  expect(field.segments).toBe(field.segments);
});
