import { describe, expect, it } from 'vitest';
import { createLiteralScanner, type Literal } from '../../../rules/compile/literal-scanner.js';
import fc from '../../harness/fast-check.js';

const literal = (text: string, anyCase = false): Literal => ({ bytes: Buffer.from(text), anyCase });

function hits(literals: readonly Literal[], text: string): string[] {
  const found: string[] = [];
  const bytes = Buffer.from(text);
  createLiteralScanner(literals).scan(bytes, 0, bytes.length, (index, at) => found.push(`${index}@${at}`));
  return found.sort();
}

/** The obviously right way. */
function naive(literals: readonly Literal[], text: string): string[] {
  const found: string[] = [];
  for (const [index, { bytes, anyCase }] of literals.entries()) {
    const needle = Buffer.from(bytes).toString('latin1');
    const hay = Buffer.from(text).toString('latin1');
    const lower = (value: string): string => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    for (let at = 0; at + needle.length <= hay.length; at += 1) {
      const part = hay.slice(at, at + needle.length);
      if (anyCase ? lower(part) === lower(needle) : part === needle) found.push(`${index}@${at}`);
    }
  }
  return found.sort();
}

describe('createLiteralScanner', () => {
  it('finds literals at the start, in the middle and at the end', () => {
    expect(hits([literal('hanako'), literal('u-7f3a9c21d0')], 'hanako, u-7f3a9c21d0, hanako')).toEqual(['0@0', '0@22', '1@8']);
  });

  it('finds overlapping occurrences and equal literals each', () => {
    expect(hits([literal('aaaa'), literal('aaaa')], 'aaaaaa')).toEqual(['0@0', '0@1', '0@2', '1@0', '1@1', '1@2']);
  });

  it('compares case only where asked to', () => {
    expect(hits([literal('AbCdE'), literal('AbCdE', true)], 'abcde AbCdE')).toEqual(['0@6', '1@0', '1@6']);
  });

  it('does not take characters that fold alike for equal', () => {
    expect(hits([literal('user@host', true)], 'user`host')).toEqual([]);
  });

  it('keeps to its bounds', () => {
    const scanner = createLiteralScanner([literal('planted')]);
    const bytes = Buffer.from('xplantedx');
    expect(scanner.test(bytes, 1, 8)).toBe(true);
    expect(scanner.test(bytes, 2, 9)).toBe(false);
    expect(scanner.test(bytes, 0, 7)).toBe(false);
  });

  it('finds nothing with nothing to look for, and refuses the empty literal', () => {
    expect(createLiteralScanner([]).test(Buffer.from('x'), 0, 1)).toBe(false);
    expect(() => createLiteralScanner([literal('')])).toThrow(RangeError);
  });

  it('agrees with a naive search in long texts, where it reads whole words', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', '-'), minLength: 7, maxLength: 24 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.boolean()), { minLength: 1, maxLength: 6 }),
        fc.nat(30),
        fc.nat(30),
        fc.nat(2000),
        (needles, front, behind, at) => {
          const literals = needles.map(([text, anyCase]) => literal(text, anyCase));
          const noise = 'bac-Ab'.repeat(400);
          const text = `${'-'.repeat(front)}${needles[0]![0]}${noise.slice(0, at)}${needles.at(-1)![0]}${noise.slice(at)}${needles[0]![0]}${'-'.repeat(behind)}`;
          expect(hits(literals, text)).toEqual(naive(literals, text));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('agrees with a naive search', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '`', '@', 'é'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.boolean()), { minLength: 1, maxLength: 12 }),
        fc.array(word, { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        (needles, noise, picks) => {
          const literals = needles.map(([text, anyCase]) => literal(text, anyCase));
          const text = [...noise, ...picks.map((pick) => needles[pick % needles.length]![0])].join('b');
          expect(hits(literals, text)).toEqual(naive(literals, text));
          const bytes = Buffer.from(text);
          expect(createLiteralScanner(literals).test(bytes, 0, bytes.length)).toBe(naive(literals, text).length > 0);
        },
      ),
      { numRuns: 300 },
    );
  });
});
