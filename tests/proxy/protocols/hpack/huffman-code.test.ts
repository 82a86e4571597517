import { describe, expect, it } from 'vitest';
import { huffmanCodes } from '../../../../proxy/protocols/hpack/huffman-code.js';

describe('huffmanCodes', () => {
  const codes = huffmanCodes();
  const of = (symbol: number) => codes.find((code) => code.symbol === symbol);

  it('has a code for each byte and for EOS, and leaves no other', () => {
    expect(new Set(codes.map(({ symbol }) => symbol)).size).toBe(257);
    expect(codes).toHaveLength(257);
    expect(codes.reduce((sum, { length }) => sum + 2 ** -length, 0)).toBe(1);
  });

  // From all over RFC 7541, appendix B.
  it.each([
    [0x30, 0x0, 5],
    [0x61, 0x3, 5],
    [0x20, 0x14, 6],
    [0x3a, 0x5c, 7],
    [0x58, 0xfc, 8],
    [0x21, 0x3f8, 10],
    [0x27, 0x7fa, 11],
    [0x23, 0xffa, 12],
    [0x00, 0x1ff8, 13],
    [0x5e, 0x3ffc, 14],
    [0x7b, 0x7ffe, 15],
    [0x5c, 0x7fff0, 19],
    [128, 0xfffe6, 20],
    [153, 0x1fffdc, 21],
    [129, 0x3fffd2, 22],
    [1, 0x7fffd8, 23],
    [9, 0xffffea, 24],
    [199, 0x1ffffec, 25],
    [255, 0x3ffffee, 26],
    [254, 0x7fffff0, 27],
    [249, 0xffffffe, 28],
    [256, 0x3fffffff, 30],
  ])('symbol %i is %i in %i bits', (symbol, code, length) => {
    expect(of(symbol)).toEqual({ symbol, code, length });
  });
});
