import { describe, expect, it } from 'vitest';
import { readVarint, varintLength } from '../../../../proxy/protocols/quic/read-varint.js';
import { varint } from '../../../wire/quic.js';

describe('readVarint', () => {
  // RFC 9000, appendix A.1.
  it.each([
    ['c2197c5eff14e88c', Number(151_288_809_941_952_652n), 8],
    ['9d7f3e7d', 494_878_333, 4],
    ['7bbd', 15_293, 2],
    ['25', 37, 1],
    ['4025', 37, 2],
  ])('reads the published example %s', (hex, value, length) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(readVarint(bytes, 0)).toBe(value);
    expect(varintLength(bytes[0]!)).toBe(length);
    for (let end = 0; end < length; end += 1) expect(readVarint(bytes.subarray(0, end), 0)).toBe(-1);
  });

  it.each([0, 63, 64, 16_383, 16_384, 2 ** 30 - 1, 2 ** 30])('reads %i anywhere', (value) => {
    expect(readVarint(Buffer.concat([Buffer.of(9, 9), varint(value), Buffer.of(9)]), 2)).toBe(value);
  });
});
