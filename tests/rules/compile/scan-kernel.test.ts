import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  byteClass,
  differenceTablesOf,
  kernelBytes,
  kernelFilterBits,
  longToken,
  type ScanKernel,
  scanKernel,
  tokenMark,
} from '../../../rules/compile/scan-kernel.js';
import fc from '../../harness/fast-check.js';

function kernelHere(): ScanKernel {
  const kernel = scanKernel();
  if (kernel === undefined) throw new Error('this Node has no WebAssembly with vectors');
  return kernel;
}

/** As `runs` should: run by run, byte by byte. */
function runsByHand(bytes: Uint8Array, start: number, end: number, members: ReadonlySet<number>, least: number): number[] {
  const found: number[] = [];
  for (let from = start; from < end; from += 1) {
    if (!members.has(bytes[from]!)) continue;
    let stop = from;
    while (stop < end && members.has(bytes[stop]!)) stop += 1;
    if (stop - from >= least || stop === end) found.push(from, stop);
    from = stop;
  }
  return found;
}

const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
const hashOf = (word: number): number => Math.imul(word | 0x20202020, 0x9e3779b1) >>> (32 - kernelFilterBits);

/** Stretches of members and others, so that runs of every length come, over the edges of vectors and of words, too. */
const stretches = fc
  .array(fc.tuple(fc.nat(90), fc.nat(3)), { maxLength: 40 })
  .map((parts) => Uint8Array.from(parts.flatMap(([inside, outside]) => [...new Array(inside).fill(97), ...new Array(outside).fill(32)])));

describe('ScanKernel', () => {
  it('names every run of a class, as looking byte by byte does', () => {
    const letters = new Set([...'abcdefghijklmnopqrstuvwxyz0123456789-_/+'].map((character) => character.charCodeAt(0)));
    const members = byteClass(Array.from({ length: 256 }, (_, byte) => (letters.has(byte) ? 1 : 0)));
    const bytes = fc.oneof(
      stretches,
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ maxLength: 300 }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, fc.nat(70), fc.nat(70), fc.integer({ min: 1, max: 40 }), (all, skipped, cut, least) => {
        const end = Math.max(0, all.length - cut);
        const start = Math.min(skipped, end);
        expect([...kernelHere().runs(all, start, end, members, least)]).toEqual(runsByHand(all, start, end, letters, least));
      }),
      { numRuns: 3_000 },
    );
  });

  it('names runs of every length at every place of a word', () => {
    const members = byteClass(Array.from({ length: 256 }, (_, byte) => (byte === 97 ? 1 : 0)));
    for (let before = 0; before < 66; before += 1) {
      for (let length = 1; length < 140; length += 1) {
        const bytes = new Uint8Array(before + length + 70);
        bytes.fill(97, before, before + length);
        for (const least of [1, 7, 8, 9, 14]) {
          const runs = [...kernelHere().runs(bytes, 0, bytes.length, members, least)];
          if (runs.join() !== (length >= least ? `${before},${before + length}` : ''))
            expect(runs, `${before} ${length} ${least}`).toEqual([]);
        }
      }
    }
  });

  it('takes in as many bytes as it says, all of them runs of one byte, and no more', () => {
    const bytes = Uint8Array.from({ length: kernelBytes + 1000 }, (_, index) => 97 - (index & 1));
    const members = byteClass(Array.from({ length: 256 }, (_, byte) => (byte === 97 ? 1 : 0)));
    const runs = kernelHere().runs(bytes, 0, kernelBytes, members, 1);
    expect(runs.length).toBe(kernelBytes);
    expect([...runs.slice(-2)]).toEqual([kernelBytes - 2, kernelBytes - 1]);
    expect(() => kernelHere().runs(bytes, 0, bytes.length, members, 1)).toThrow(/more than one look takes in/);
    expect(kernelHere().differences(new Uint8Array(kernelBytes), 0, kernelBytes, differenceTablesOf([[0, 0, 0, 0]])).length).toBe(
      kernelBytes,
    );
    expect(kernelHere().grams(bytes, 0, kernelBytes, new Uint8Array(1 << (kernelFilterBits - 3)).fill(255)).length).toBe(kernelBytes / 4);
  });

  it('names every fourth place whose bytes pass the filter', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 4, maxLength: 300 }),
        fc.nat(20),
        fc.array(fc.nat(299), { maxLength: 6 }),
        (bytes, skipped, passing) => {
          const start = Math.min(skipped, bytes.length - 4);
          const filter = new Uint8Array(1 << (kernelFilterBits - 3));
          for (const at of passing) {
            const hash = hashOf(wordAt(bytes, at % bytes.length));
            filter[hash >>> 3]! |= 1 << (hash & 7);
          }
          const expected: number[] = [];
          for (let at = start; at < bytes.length; at += 4) {
            const hash = hashOf(wordAt(bytes, at));
            if ((filter[hash >>> 3]! & (1 << (hash & 7))) !== 0) expected.push(at);
          }
          const found = [...kernelHere().grams(bytes, start, bytes.length, filter)];
          expect(found.filter((at) => at < bytes.length)).toEqual(expected);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('leaves out no place at which four bytes differ as those of a text', () => {
    const bytesOf = fc.uint8Array({ minLength: 5, maxLength: 200 });
    fc.assert(
      fc.property(bytesOf, fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 20 }), (bytes, places) => {
        const differencesAt = (at: number): number[] =>
          [0, 1, 2, 3].map((index) => (bytes[at + index] ?? 0) ^ (bytes[at + index + 1] ?? 0));
        // Half of them stand in the bytes, the others hardly do.
        const texts = places.map(([at, stands]) => (stands ? differencesAt(at % bytes.length) : [at & 255, (at >> 8) & 255, 3, 77]));
        const found = new Set(kernelHere().differences(bytes, 0, bytes.length, differenceTablesOf(texts)));
        for (let at = 0; at < bytes.length; at += 1) {
          const stands = texts.some((text) => text.join() === differencesAt(at).join());
          if (stands) expect(found.has(at), `place ${at}`).toBe(true);
        }
        if (texts.length === 1) for (const at of found) if (at < bytes.length) expect(differencesAt(at)).toEqual(texts[0]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('names the tokens that are long or have a marked byte, and what is so of each, as looking byte by byte does', () => {
    const is = (pattern: RegExp) => byteClass(Array.from({ length: 256 }, (_, byte) => (pattern.test(String.fromCharCode(byte)) ? 1 : 0)));
    const classes = { members: is(/[\w+/-]/), dense: is(/[A-Za-z0-9]/), marked: is(/[A-Z]/) };
    const token = fc.oneof(
      fc
        .tuple(fc.nat(90), fc.constantFrom('a', 'A', '-', 'a-', 'bcdefghijklmnop-', 'bcdefghijklmnopq-'))
        .map(([count, unit]) => unit.repeat(count).slice(0, 90)),
      fc.string({ unit: fc.constantFrom(...'aaaaaaaaaaaaaaaB-'), maxLength: 90 }),
    );
    const texts = fc.array(fc.tuple(token, fc.constantFrom(' ', '  ', '"')), { maxLength: 20 }).map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(texts, fc.nat(70), fc.nat(70), fc.integer({ min: 1, max: 20 }), (text, skipped, cut, least) => {
        const bytes = Buffer.from(text);
        const end = Math.max(0, bytes.length - cut);
        const start = Math.min(skipped, end);
        const found = new Map<number, readonly [number, number]>();
        const answer = kernelHere().tokens(bytes, start, end, classes, least);
        for (let index = 0; index < answer.length; index += 3) found.set(answer[index]!, [answer[index + 1]!, answer[index + 2]!]);
        let named = 0;
        for (const { 0: run, index } of text.slice(start, end).matchAll(/[\w+/-]+/g)) {
          const at = start + index;
          const touches = at + run.length === end;
          const marked = /[A-Z]/.test(run);
          if (!touches && (run.length < least || (!marked && run.length < longToken))) {
            expect(found.has(at)).toBe(false);
            continue;
          }
          named += 1;
          const [stop, marks] = found.get(at) ?? [];
          expect(stop).toBe(at + run.length);
          expect((marks! & tokenMark.marked) !== 0, `marked ${run}`).toBe(marked);
          expect((marks! & tokenMark.dense) !== 0, `dense ${run}`).toBe(/[A-Za-z0-9]{16}/.test(run));
        }
        expect(found.size).toBe(named);
      }),
      { numRuns: 4_000 },
    );
  });

  it('keeps an answer while it is asked again', () => {
    const members = byteClass(Array.from({ length: 256 }, (_, byte) => (byte === 97 ? 1 : 0)));
    const first = kernelHere().runs(Buffer.from(' aaa '), 0, 5, members, 1);
    kernelHere().runs(Buffer.from('aaaaaaa aa a'), 0, 12, members, 1);
    expect([...first]).toEqual([1, 4]);
  });
});

describe('byteClass', () => {
  it('tells any class of rows of eight kinds or fewer, and refuses more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 16, maxLength: 16, max: 1 }), { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat(7)),
        (rows, picks) => {
          const members = Array.from({ length: 16 }, () => [...rows[picks.next().value % rows.length]!]).flat();
          const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
          const inside = new Set(members.flatMap((is, byte) => (is === 1 ? [byte] : [])));
          expect([...kernelHere().runs(bytes, 0, 256, byteClass(members), 1)]).toEqual(runsByHand(bytes, 0, 256, inside, 1));
        },
      ),
    );
    expect(() => byteClass(Array.from({ length: 256 }, (_, byte) => (byte % 16 === byte >> 4 ? 1 : 0)))).toThrow(/more than eight/);
  });
});

describe('scanKernel', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('is one for all that ask, and none without WebAssembly or without its vectors', async () => {
    expect(scanKernel()).toBe(scanKernel());
    for (const platform of [undefined, { validate: () => false }]) {
      vi.resetModules();
      vi.stubGlobal('WebAssembly', platform);
      const again = await import('../../../rules/compile/scan-kernel.js');
      expect(again.scanKernel()).toBeUndefined();
    }
  });
});
