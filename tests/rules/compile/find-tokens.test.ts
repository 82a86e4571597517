import { describe, expect, it } from 'vitest';
import { anyMark, findTokens } from '../../../rules/compile/find-tokens.js';
import { noRest } from '../../../rules/compile/rest.js';
import { kernelBytes, scanKernel, tokenMark } from '../../../rules/compile/scan-kernel.js';

function tokens(bytes: Uint8Array, least: number, end = bytes.length, rest = noRest): number[][] {
  const kernel = scanKernel();
  if (kernel === undefined) throw new Error('this Node has no WebAssembly with vectors');
  const found: number[][] = [];
  findTokens(kernel, bytes, end, least, rest, (start, stop, marks) => {
    found.push([start, stop, marks]);
    return false;
  });
  return found;
}

const spaces = (size: number): Buffer => Buffer.alloc(size, 32);

describe('findTokens', () => {
  it('says what may be so of each token, and leaves out short ones without a capital', () => {
    const text = Buffer.from(
      'description createdAt a08ff49b-6f77-4263-8271-6c43069c43a8 165a881cd424e42a851214aa1883c4ff "QWxhZGRpbjpvcGVu" short',
    );
    expect(tokens(text, 8).map(([start, stop, marks]) => [text.toString('latin1', start, stop), marks])).toEqual([
      ['createdAt', tokenMark.marked],
      ['a08ff49b-6f77-4263-8271-6c43069c43a8', 0],
      ['165a881cd424e42a851214aa1883c4ff', tokenMark.dense],
      ['QWxhZGRpbjpvcGVu', anyMark],
    ]);
  });

  it('finds a token whole wherever a look ends in it, and then knows nothing of it', () => {
    for (const edge of [kernelBytes / 4, kernelBytes / 2]) {
      for (let start = edge - 24; start <= edge + 2; start += 1) {
        for (const length of [8, 16, 23, 24, 25, kernelBytes]) {
          const bytes = spaces(3 * kernelBytes);
          bytes.fill('A', start, start + length);
          const cut = start < edge && start + length >= edge;
          expect(tokens(bytes, 8), `${start} ${length}`).toEqual([
            [start, start + length, cut || length >= 16 ? anyMark : tokenMark.marked],
          ]);
        }
      }
    }
  });

  it('sees in one look what goes over the edges of words', () => {
    for (let start = 40; start < 140; start += 1) {
      for (const [token, marks] of [
        ['a'.repeat(15), undefined],
        ['a'.repeat(16), tokenMark.dense],
        [`${'a'.repeat(15)}-${'a'.repeat(15)}`, 0],
        [`${'-'.repeat(30)}B`, tokenMark.marked],
        [`B${'-'.repeat(70)}`, tokenMark.marked],
        [`${'-'.repeat(60)}${'a'.repeat(20)}`, tokenMark.dense],
      ] as const) {
        const bytes = spaces(400);
        bytes.write(token, start);
        expect(tokens(bytes, 8), `${start} ${token}`).toEqual(marks === undefined ? [] : [[start, start + token.length, marks]]);
      }
    }
  });

  it('ends where it is told to', () => {
    const bytes = Buffer.from('x Aaaaaaaaaaaaaaaaaaaa');
    expect(tokens(bytes, 8, 12)).toEqual([[2, 12, anyMark]]);
    expect(tokens(bytes, 8, 9)).toEqual([]);
    expect(tokens(bytes, 8, 0)).toEqual([]);
  });

  it('stops at the first that is wanted, and rests after each look', () => {
    let rests = 0;
    tokens(spaces(kernelBytes), 8, kernelBytes, () => {
      rests += 1;
    });
    expect(rests).toBe(4);
    const kernel = scanKernel()!;
    const seen: number[] = [];
    expect(findTokens(kernel, Buffer.from('AAAAAAAAAA BBBBBBBBBB '), 22, 8, noRest, (start) => seen.push(start) > 0)).toBe(true);
    expect(seen).toEqual([0]);
  });
});
