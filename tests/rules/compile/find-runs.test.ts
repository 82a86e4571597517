import { describe, expect, it } from 'vitest';
import { findRuns } from '../../../rules/compile/find-runs.js';
import { noRest } from '../../../rules/compile/rest.js';
import { byteClass, kernelBytes, scanKernel } from '../../../rules/compile/scan-kernel.js';

const isMember = (byte: number): boolean => byte === 97;
const members = byteClass(Array.from({ length: 256 }, (_, byte) => (isMember(byte) ? 1 : 0)));

function runs(bytes: Uint8Array, start: number, end: number, least: number, rest = noRest): number[][] {
  const kernel = scanKernel();
  if (kernel === undefined) throw new Error('this Node has no WebAssembly with vectors');
  const found: number[][] = [];
  findRuns(kernel, bytes, start, end, { members, isMember, least }, rest, (from, to) => {
    found.push([from, to]);
    return false;
  });
  return found;
}

describe('findRuns', () => {
  it('finds a run whole wherever a look ends in it', () => {
    for (const edge of [kernelBytes / 4, kernelBytes / 2]) {
      for (let start = edge - 20; start <= edge + 2; start += 1) {
        for (const length of [8, 11, 19, 20, 21, kernelBytes]) {
          const bytes = new Uint8Array(3 * kernelBytes);
          bytes.fill(97, start, start + length);
          expect(runs(bytes, 0, bytes.length, 8), `${start} ${length}`).toEqual([[start, start + length]]);
          expect(runs(bytes, start + 1, start + length, 8)).toEqual(length > 8 ? [[start + 1, start + length]] : []);
        }
      }
    }
  });

  it('leaves out what is too short at the end of a look, and at the end of all', () => {
    const bytes = new Uint8Array(kernelBytes);
    bytes.fill(97, kernelBytes / 4 - 3, kernelBytes / 4 + 4);
    bytes.fill(97, kernelBytes - 7);
    expect(runs(bytes, 0, bytes.length, 8)).toEqual([]);
    expect(runs(bytes, 0, bytes.length, 7)).toEqual([
      [kernelBytes / 4 - 3, kernelBytes / 4 + 4],
      [kernelBytes - 7, kernelBytes],
    ]);
  });

  it('stops at the first that is wanted, and rests after each look', () => {
    const bytes = new Uint8Array(2 * kernelBytes).fill(32);
    bytes.fill(97, 10, 20);
    bytes.fill(97, 40, 60);
    let rests = 0;
    expect(
      runs(bytes, 0, bytes.length, 8, () => {
        rests += 1;
      }),
    ).toEqual([
      [10, 20],
      [40, 60],
    ]);
    expect(rests).toBe(8);
    const seen: number[] = [];
    const hit = findRuns(scanKernel()!, bytes, 0, bytes.length, { members, isMember, least: 8 }, noRest, (from) => seen.push(from) > 0);
    expect(hit).toBe(true);
    expect(seen).toEqual([10]);
  });
});
