import { describe, expect, it } from 'vitest';
import type { Field } from '../../../model/index.js';
import { locationForms } from '../../../rules/compile/location-forms.js';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import { createPlantedIndex } from '../../../rules/compile/planted-index.js';

const place = '35.681236,139.767125';
const at = (value: string, ...segments: (string | number)[]): Field => ({
  messageId: 'm1',
  location: 'body',
  segments,
  path: segments.join('.'),
  value,
  transforms: [],
  byteRange: [0, value.length],
});
const index = createPlantedIndex([{ ...plantedForms(place, { as: 'location', salts: [], hmacKeys: [] }), id: 0, field: 0 }]);
const found = (...fields: Field[]): readonly string[] => index.find(fields).map(({ text }) => text);

describe('locationForms', () => {
  it.each(['35.681236,139.767125', '139.7671, 35.6812', '35.68 139.77', 'geo:35.6812,139.7671;u=20'])('finds the pair in %s', (text) => {
    expect(found(at(text, 'll')).length).toBeGreaterThan(0);
  });

  it('finds one coordinate beside the other only', () => {
    expect(found(at('35.68', 'pos', 'lat'), at('139.77', 'pos', 'lon')).length).toBeGreaterThan(0);
    expect(found(at('356812360', 'pos', 'latE7'), at('1397671250', 'pos', 'lonE7')).length).toBeGreaterThan(0);
    expect(found(at('35681236', 'pos', 'lat'), at('139767125', 'pos', 'lon')).length).toBeGreaterThan(0);
    expect(found(at('35.681236', 'pos', 'lat'))).toEqual([]);
    expect(found(at('35.68', 'price'), at('139.77', 'other', 'total'))).toEqual([]);
  });

  it.each(['135.681236', '-35.681236', '1.35.68'])('takes no part of another number: %s', (text) => {
    expect(found(at(text, 'a'), at('139.767125', 'b'))).toEqual([]);
  });

  it('gives nothing for what is no pair', () => {
    expect(locationForms('somewhere')).toEqual([]);
    expect(locationForms('35,139')).toEqual([]);
  });
});
