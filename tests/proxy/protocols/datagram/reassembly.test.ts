import { describe, expect, it } from 'vitest';
import { Reassembly } from '../../../../proxy/protocols/datagram/reassembly.js';
import fc from '../../../harness/fast-check.js';

describe('Reassembly', () => {
  it('puts pieces together in any order, and what came first stands', () => {
    const stream = new Reassembly();
    expect(stream.front().toString()).toBe('');
    expect(stream.put(3, Buffer.from('DEF'))).toBe(true);
    expect(stream.front().toString()).toBe('');
    stream.put(9, Buffer.from('J'));
    stream.put(0, Buffer.from('abcdefghi'));
    expect(stream.front().toString()).toBe('abcDEFghiJ');
    stream.put(0, Buffer.from('0123456789k'));
    expect(stream.front().toString()).toBe('abcDEFghiJk');
  });

  it('keeps a copy', () => {
    const stream = new Reassembly();
    const piece = Buffer.from('abc');
    stream.put(0, piece);
    piece.fill(0);
    expect(stream.front().toString()).toBe('abc');
  });

  it('refuses what goes over a bound, and goes on', () => {
    const stream = new Reassembly();
    expect(stream.put(stream.limit - 1, Buffer.from('x'))).toBe(true);
    expect(stream.put(stream.limit, Buffer.from('x'))).toBe(false);
    expect(stream.put(Number.MAX_SAFE_INTEGER, Buffer.from('x'))).toBe(false);
    for (let index = 0; index < 63; index += 1) expect(stream.put(2 * index + 2, Buffer.from('y'))).toBe(true);
    expect(stream.put(1000, Buffer.from('z'))).toBe(false);
    expect(stream.put(3, Buffer.from('-'))).toBe(true);
    expect(stream.put(0, Buffer.from('..'))).toBe(true);
    expect(stream.front().toString()).toBe('..y-y');
  });

  it('takes nothing for nothing', () => {
    const stream = new Reassembly();
    expect(stream.put(5, Buffer.alloc(0))).toBe(true);
    expect(stream.front()).toHaveLength(0);
  });

  it('is the stream again, whatever the pieces', () => {
    const text = Buffer.from(Array.from({ length: 60 }, (_, index) => index));
    const ranges = fc.array(fc.tuple(fc.nat(59), fc.nat(20)), { maxLength: 25 });
    fc.assert(
      fc.property(ranges, (pieces) => {
        const stream = new Reassembly();
        const have = new Set<number>();
        for (const [start, length] of pieces) {
          const end = Math.min(60, start + length);
          stream.put(start, text.subarray(start, end));
          for (let at = start; at < end; at += 1) have.add(at);
        }
        let whole = 0;
        while (have.has(whole)) whole += 1;
        expect(stream.front()).toEqual(text.subarray(0, whole));
      }),
      { numRuns: 400 },
    );
  });
});
