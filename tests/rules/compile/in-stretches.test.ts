import { describe, expect, it } from 'vitest';
import { inStretches, type Test } from '../../../rules/compile/in-stretches.js';
import { noRest } from '../../../rules/compile/rest.js';
import fc from '../../harness/fast-check.js';

const needle = Buffer.from('planted-value');
const direct: Test = (bytes, start, end) => Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).includes(needle);

describe('a test in stretches', () => {
  it('is the test itself where nobody rests', () => {
    expect(inStretches(direct, needle.length, noRest)).toBe(direct);
  });

  it('says the same wherever something stands, and keeps to its bounds', () => {
    const rested = inStretches(direct, needle.length, () => undefined);
    const bytes = Buffer.alloc(100_000, 'x');
    const near = (place: number) => fc.integer({ min: -needle.length - 2, max: 2 }).map((by) => place + by);
    const at = fc.oneof(near(32 * 1024), near(64 * 1024), near(96 * 1024), fc.nat(bytes.length - needle.length));
    fc.assert(
      fc.property(at, fc.nat(40), fc.nat(40), (place, before, behind) => {
        needle.copy(bytes, place);
        try {
          for (const [start, end] of [
            [0, bytes.length],
            [place - before, bytes.length],
            [0, place + needle.length - 20 + behind],
          ] as const)
            expect(rested(bytes, Math.max(0, start), Math.min(end, bytes.length))).toBe(
              direct(bytes, Math.max(0, start), Math.min(end, bytes.length)),
            );
        } finally {
          bytes.fill('x');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('rests on the way through what is long, and not in what is short', () => {
    let rests = 0;
    const rested = inStretches(direct, needle.length, () => {
      rests += 1;
    });
    rested(Buffer.alloc(32 * 1024), 0, 32 * 1024);
    expect(rests).toBe(0);
    rested(Buffer.alloc(1024 * 1024), 0, 1024 * 1024);
    expect(rests).toBe(32);
  });
});
