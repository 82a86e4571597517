import { describe, expect, it } from 'vitest';
import { ByteStore } from '../../../proxy/protocols/byte-store.js';
import fc from '../../harness/fast-check.js';

describe('ByteStore', () => {
  it('borrows the first piece and copies it when told', () => {
    const store = new ByteStore();
    const piece = Buffer.from('abc');
    store.append(piece, 10);
    expect(store.view()).toBe(piece);
    store.own(100);
    piece.fill(0);
    expect(store.view().toString()).toBe('abc');
  });

  it('does not grow beyond what it is told, when that is enough', () => {
    const store = new ByteStore();
    for (let count = 0; count < 3000; count += 1) store.append(Buffer.from([count & 0xff]), 3000);
    expect(store.length).toBe(3000);
    expect(store.view().buffer.byteLength).toBe(3000);
    store.drop(2999);
    store.shrink();
    expect(store.view()).toEqual(Buffer.from([2999 & 0xff]));
  });

  it('keeps what was appended and not dropped, in order', () => {
    const step = fc.record({ append: fc.uint8Array({ maxLength: 300 }), drop: fc.nat(400), own: fc.boolean(), shrink: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const store = new ByteStore();
        let kept = Buffer.alloc(0);
        for (const { append, drop, own, shrink } of steps) {
          const piece = Buffer.from(append);
          store.append(piece, 10_000);
          kept = Buffer.concat([kept, piece]);
          if (own) {
            store.own();
            piece.fill(0);
          }
          const count = Math.min(drop, kept.length);
          store.drop(count);
          kept = kept.subarray(count);
          if (shrink) store.shrink();
          expect(store.length).toBe(kept.length);
          expect(store.view().equals(kept)).toBe(true);
          if (!own) store.own();
        }
        store.clear();
        expect(store.length).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
