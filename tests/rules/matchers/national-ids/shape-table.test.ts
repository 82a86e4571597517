import { describe, expect, it } from 'vitest';
import { nationalIdKinds } from '../../../../rules/matchers/national-ids/index.js';
import { shapeOf, shapeTable } from '../../../../rules/matchers/national-ids/shape-table.js';
import fc from '../../../harness/fast-check.js';

const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  '9': [...'0123456789'],
  A: [...'AZaz'],
  ' ': [' ', '\u00a0', '\u202f'],
  '-': ['-', '\u2010', '\u2013'],
};
const table = shapeTable(nationalIdKinds);

function foundFirst(text: string): string | undefined {
  table.pattern.lastIndex = 0;
  return table.pattern.exec(text)?.[0];
}

describe('shapeTable', () => {
  it('knows each kind under all its shapes, which are short', () => {
    for (const kind of nationalIdKinds) {
      for (const shape of kind.shapes) {
        expect(table.kinds.get(shape)).toContain(kind);
        expect(shape).toMatch(/^[9A .+-]{8,22}$/);
        expect(shape).not.toMatch(/ .*[-.+]|[-.+].* /);
      }
    }
  });

  it('finds every text of a shape, and nothing longer that touches it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...table.kinds.keys()), fc.infiniteStream(fc.nat()), (shape, chance) => {
        const text = [...shape].map((c) => (SAMPLES[c] ?? [c])[chance.next().value % (SAMPLES[c] ?? [c]).length]).join('');
        expect(foundFirst(`"${text}"`)).toBe(text);
        expect(shapeOf(text)).toBe(shape);
        expect(foundFirst(`_${text}_`)).not.toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the longest', () => {
    expect(foundFirst('1234 5678 9018')).toBe('1234 5678 9018');
    expect(foundFirst('12345678 x')).toBe('12345678 x');
    expect(foundFirst('12345678 xy')).toBe('12345678');
  });

  it.each(['1234567', '12345678901234567890', '12 34', 'hello world', '2024-11-25T10:00:00Z', ''])('does not find %j', (text) => {
    expect(foundFirst(text)).toBeUndefined();
  });
});

it('shapeOf keeps other separators, and takes no more than 32 units', () => {
  expect(shapeOf('aZ09_-.+ ')).toBe('AA99_-.+ ');
  expect(shapeOf('9'.repeat(100))).toHaveLength(32);
  expect(shapeOf('')).toBe('');
});
