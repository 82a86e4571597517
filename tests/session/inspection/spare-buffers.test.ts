import { describe, expect, it } from 'vitest';
import { SpareBuffers } from '../../../session/inspection/spare-buffers.js';
import fc from '../../harness/fast-check.js';

const KiB = 1024;

describe('spare buffers', () => {
  it('come again for what is of about their size', () => {
    const spare = new SpareBuffers();
    const first = spare.take(60 * KiB);
    expect(first.byteLength).toBe(64 * KiB);
    spare.give(first);
    expect(spare.take(17 * KiB)).toBe(first);
    spare.give(first);
    expect(spare.take(65 * KiB)).not.toBe(first);
    // It would be mostly empty.
    expect(spare.take(15 * KiB)).not.toBe(first);
  });

  it('are each handed out once', () => {
    const spare = new SpareBuffers();
    spare.give(new ArrayBuffer(64 * KiB));
    expect(spare.take(64 * KiB)).not.toBe(spare.take(64 * KiB));
  });

  it("are never too small, are nobody else's, and no more than 4 MiB of them are kept", () => {
    const step = fc.oneof(
      fc.record({ take: fc.integer({ min: 0, max: 1024 * KiB }) }),
      fc.record({ give: fc.integer({ min: 0, max: 1024 * KiB }) }),
      fc.constant('back' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const spare = new SpareBuffers();
        const out: ArrayBuffer[] = [];
        const given = new Set<ArrayBuffer>();
        for (const each of steps) {
          if (each === 'back') {
            const buffer = out.pop();
            if (buffer !== undefined) spare.give(buffer);
          } else if ('give' in each) {
            const buffer = new ArrayBuffer(each.give);
            given.add(buffer);
            spare.give(buffer);
          } else {
            const buffer = spare.take(each.take);
            expect(buffer.byteLength).toBeGreaterThanOrEqual(each.take);
            expect(out).not.toContain(buffer);
            out.push(buffer);
          }
        }
        let kept = 0;
        for (let size = 1024 * KiB; size > 0; size = Math.floor(size / 2)) {
          for (let buffer = spare.take(size); out.includes(buffer) || given.has(buffer); buffer = spare.take(size))
            kept += buffer.byteLength;
        }
        expect(kept).toBeLessThanOrEqual(4 * 1024 * KiB);
      }),
      { numRuns: 60 },
    );
  });
});
