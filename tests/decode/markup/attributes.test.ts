import { describe, expect, test } from 'vitest';
import { eachAttribute } from '../../../decode/markup/attributes.js';
import fc from '../../harness/fast-check.js';

function attributes(text: string): { readonly found: readonly string[]; readonly end: number } {
  const found: string[] = [];
  const end = eachAttribute(text, 0, (nameStart, nameEnd, start, stop) => {
    found.push(`${text.slice(nameStart, nameEnd)}=${text.slice(start, stop)}`);
    return true;
  });
  return { found, end };
}

describe('attributes', () => {
  test.each([
    ['>', [], 0],
    [' a="1" b=\'2\'>', ['a=1', 'b=2'], 12],
    [' a = "x > y"/>', ['a=x > y'], 13],
    [' checked a=b/>', ['checked=', 'a=b'], 13],
    [' href=/x/y>', ['href=/x/y'], 10],
    [' href=/x/>', ['href=/x'], 9],
    [' a="1"b="2">', ['a=1', 'b=2'], 11],
    [' =x>', ['=x='], 3],
    [' a="">', ['a='], 5],
    ['\n\ta\r\n=\r\n"1"\n>', ['a=1'], 12],
  ])('%j', (text, found, end) => {
    expect(attributes(text)).toEqual({ found, end });
  });

  test.each([' a="1', ' a', ' a=', ' a=b', '', ' a="1" b=\'2"'])('cut off: %j', (text) => {
    expect(attributes(text).end).toBe(-1);
  });

  test('ends when its reader has had enough', () => {
    let count = 0;
    const enough = (): boolean => {
      count += 1;
      return count < 2;
    };
    expect(eachAttribute(' a=1 b=2 c=3>', 0, enough)).toBe(-1);
    expect(count).toBe(2);
  });

  test('arbitrary text never throws, and positions are in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', "'", '=', '/', '>', ' ', '<', 'é') }), (text) => {
        let last = 0;
        const end = eachAttribute(text, 0, (nameStart, nameEnd, start, stop) => {
          expect(nameStart >= last && nameStart < nameEnd && nameEnd <= start && start <= stop && stop <= text.length).toBe(true);
          last = stop;
          return true;
        });
        expect(end === -1 || text[end] === '>').toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
