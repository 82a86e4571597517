import { describe, expect, it } from 'vitest';
import { DynamicTable } from '../../../../proxy/protocols/hpack/dynamic-table.js';

function names(table: DynamicTable): string[] {
  return Array.from({ length: table.count }, (_, index) => `${table.name(index)}=${table.value(index)}`);
}

describe('DynamicTable', () => {
  it('has the newest entry first, and puts out the oldest when there is no room', () => {
    const table = new DynamicTable();
    table.resize(102);
    for (const letter of ['a', 'b', 'c']) table.insert(letter, '1');
    expect(names(table)).toEqual(['c=1', 'b=1', 'a=1']);
    expect(table.size).toBe(102);
    table.insert('d', '1');
    expect(names(table)).toEqual(['d=1', 'c=1', 'b=1']);
    table.resize(70);
    expect(names(table)).toEqual(['d=1', 'c=1']);
    table.insert('e', '22');
    expect(names(table)).toEqual(['e=22', 'd=1']);
  });

  it('is emptied by an entry larger than itself, and by a size of 0', () => {
    const table = new DynamicTable();
    table.resize(40);
    table.insert('a', '1');
    table.insert('long', 'x'.repeat(5));
    expect([table.count, table.size]).toEqual([0, 0]);
    table.insert('a', '1');
    table.resize(0);
    expect([table.count, table.size]).toEqual([0, 0]);
    table.resize(40);
    table.insert('b', '2');
    expect(names(table)).toEqual(['b=2']);
  });

  it('keeps order while it grows and turns over', () => {
    const table = new DynamicTable();
    const most = 50;
    table.resize(most * 40);
    for (let count = 1; count <= 500; count += 1) {
      table.insert(`n${String(count).padStart(4, '0')}`, '123');
      expect(table.count).toBe(Math.min(count, most));
      expect(table.name(0)).toBe(`n${String(count).padStart(4, '0')}`);
      expect(table.name(table.count - 1)).toBe(`n${String(Math.max(1, count - most + 1)).padStart(4, '0')}`);
    }
  });
});
