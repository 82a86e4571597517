import { describe, expect, it } from 'vitest';
import { createShortFilter, mostShort } from '../../../rules/compile/short-filter.js';
import fc from '../../harness/fast-check.js';

const literal = (text: string, anyCase = false) => ({ bytes: Buffer.from(text, 'latin1'), anyCase });
const holds = (literals: readonly string[], text: string, start = 0, end = text.length): boolean =>
  createShortFilter(literals.map((each) => literal(each)))(Buffer.from(text, 'latin1'), start, end);

describe('createShortFilter', () => {
  it('never rules out a literal that stands there, wherever it does, in either case', () => {
    const bytes = fc.uint8Array({ minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(bytes, { minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        fc.boolean(),
        (all, which, before, behind, upper) => {
          const test = createShortFilter(all.map((each) => ({ bytes: each, anyCase: false })));
          const one = all[which % all.length]!;
          const written = upper ? one.map((byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte)) : one;
          const text = Buffer.concat([before, written, behind]);
          expect(test(text, 0, text.length)).toBe(true);
          expect(test(text, before.length, before.length + written.length)).toBe(true);
        },
      ),
    );
  });

  it('rules out most of what holds none', () => {
    const test = createShortFilter(Array.from({ length: 2_000 }, (_, index) => literal(`value-${index}`)));
    let passed = 0;
    for (let index = 0; index < 1_000; index += 1) if (test(Buffer.from(`${index}`.padStart(mostShort, 'xyz')), 0, mostShort)) passed += 1;
    expect(passed).toBeLessThan(300);
    expect(holds(['abcde', 'xyz'], 'there is nothing here')).toBe(false);
  });

  it('looks between two positions only, and at nothing behind them', () => {
    expect(holds(['abcde'], 'abcde', 1)).toBe(false);
    expect(holds(['abcde'], 'abcde', 0, 3)).toBe(false);
    expect(holds(['abc'], 'xabc', 1, 4)).toBe(true);
    expect(holds(['abc'], 'abc', 0, 2)).toBe(false);
    expect(holds(['abc'], '')).toBe(false);
    expect(holds([], 'abc')).toBe(false);
  });

  it('rules out nothing beside a literal that it could not see', () => {
    expect(holds(['ab', 'abcde'], 'xxxx')).toBe(true);
  });
});
