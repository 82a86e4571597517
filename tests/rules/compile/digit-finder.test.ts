import { describe, expect, it } from 'vitest';
import { createDigitFinder } from '../../../rules/compile/digit-finder.js';
import fc from '../../harness/fast-check.js';

const target = '09012345678';
const hits = (text: string): string[] => {
  const found: string[] = [];
  const bytes = Buffer.from(text);
  createDigitFinder(new Set([target])).find(bytes, 0, bytes.length, ({ start, end }) => found.push(bytes.toString('utf8', start, end)));
  return found;
};

describe('createDigitFinder', () => {
  it('finds a number in any grouping', () => {
    expect(hits('call 090-1234-5678 now')).toEqual(['090-1234-5678']);
    expect(hits('(090)1234 5678')).toEqual(['090)1234 5678']);
    expect(hits('090\u20111234\u20115678')).toEqual(['090\u20111234\u20115678']);
    expect(hits('tel_090_1234_5678_2')).toEqual(['090_1234_5678']);
    expect(hits('0 9 0 1 2 3 4 5 6 7 8')).toHaveLength(1);
    expect(hits('2026-11-21 090-1234-5678')).toEqual(['090-1234-5678']);
  });

  it('keeps to whole groups, and to what separates groups', () => {
    for (const text of ['1090-1234-5678', '090-1234-56789', '090-1234,5678', '090x1234x5678', '090-----1234-5678', ''])
      expect(hits(text)).toEqual([]);
  });

  it('finds it wherever it stands', () => {
    const noise = fc.string({ unit: fc.constantFrom('1', '0', '-', ' ', 'x', ','), maxLength: 30 });
    fc.assert(
      fc.property(
        noise,
        noise,
        fc.array(fc.constantFrom('', '-', ' ', '.'), { minLength: 10, maxLength: 10 }),
        (before, after, between) => {
          const written = [...target].map((digit, index) => digit + (between[index] ?? '')).join('');
          expect(hits(`${before}x${written}x${after}`)).toContain(written);
        },
      ),
    );
  });
});
