import { describe, expect, it } from 'vitest';
import type { PlantedHit } from '../../../rules/compile/planted-index.js';
import { inFieldOrder } from '../../../rules/evaluate/in-field-order.js';
import { at } from './samples.js';

const fields = ['a', 'b', 'c'].map((name) => at(`body.${name}`, name));
const hit = (index: number, text: string): PlantedHit => ({
  field: fields[index]!,
  value: { id: 0, field: 0, texts: [], forms: [], digits: [] } as unknown as PlantedHit['value'],
  text,
  transforms: [],
  hashed: false,
  suspect: false,
});

describe('hits in the order of their fields', () => {
  it('are sorted, those of one field as they were found', () => {
    const hits = [hit(2, '1'), hit(0, '2'), hit(2, '0'), hit(1, '3'), hit(0, '1')];
    expect(inFieldOrder(hits, fields).map(({ field, text }) => field.value + text)).toEqual(['a2', 'a1', 'b3', 'c1', 'c0']);
  });

  it('of one field stay as they are', () => {
    const hits = [hit(1, '2'), hit(1, '1')];
    expect(inFieldOrder(hits, fields)).toBe(hits);
    expect(inFieldOrder([], fields)).toEqual([]);
  });
});
