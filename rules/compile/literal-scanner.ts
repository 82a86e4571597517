import { type AlignedWords, alignedWords } from './aligned-words.js';
import { inStretches, type Test } from './in-stretches.js';
import { noRest, type Rest } from './rest.js';
import { kernelBytes, kernelFilterBits, leastForKernel, scanKernel } from './scan-kernel.js';

/** One byte string to look for. `anyCase` compares ASCII letters without case. Never empty. */
export interface Literal {
  readonly bytes: Uint8Array;
  readonly anyCase: boolean;
}

/** Finds many byte strings in bytes at once. */
export interface LiteralScanner {
  /** Whether any literal stands between `start` and `end`. */
  test(bytes: Uint8Array, start: number, end: number): boolean;
  /** Every occurrence, overlapping ones too, once each, in no particular order. `literal` is the index into what was compiled. */
  scan(bytes: Uint8Array, start: number, end: number, found: (literal: number, at: number) => void): void;
}

/** Bits of a filter of few literals; more of them get more, so that one position in thirty or fewer passes by chance. */
const leastFilterBits = 17;
const mostFilterBits = 26;
/** Bytes of the shortest literal from which q-grams of eight bytes are taken. */
const longGram = 16;
/** The largest distance between two positions that are looked at: each costs an entry for every literal. */
const longestStride = 12;
const fold = new Uint8Array(256).map((_, byte) => (byte >= 65 && byte <= 90 ? byte | 0x20 : byte));

const empty: LiteralScanner = { test: () => false, scan: () => undefined };

/**
 * A q-gram hash scan: with the shortest literal `m` bytes long, every literal has its first `m - q + 1` q-grams in a hash table,
 * so it is enough to look at every `m - q + 1`th position of the text (compare Wu and Manber, 1994, who shift by table instead).
 * Letters are folded to lower case in the hash and compared exactly afterwards, where a literal wants that.
 */
export function createLiteralScanner(literals: readonly Literal[]): LiteralScanner {
  if (literals.length === 0) return empty;
  let shortest = Number.POSITIVE_INFINITY;
  for (const { bytes } of literals) shortest = Math.min(shortest, bytes.length);
  if (shortest === 0) throw new RangeError('a literal must not be empty');
  // Eight bytes where there are enough: four hexadecimal digits say little among thousands of hashes.
  const gram = shortest >= longGram ? 8 : Math.min(4, shortest);
  const stride = Math.min(longestStride, shortest - gram + 1);
  /** Words between two positions where whole words are looked at; 0 where positions stand too close. */
  const step = gram >= 4 ? stride >> 2 : 0;
  const mask = gram === 4 ? 0x20202020 : gram === 3 ? 0x202020 : gram === 2 ? 0x2020 : 0x20;

  const entries = literals.length * stride;
  const filterBits = Math.min(mostFilterBits, Math.max(leastFilterBits, Math.ceil(Math.log2(entries * 32))));
  const headBits = Math.max(13, Math.ceil(Math.log2(entries)));
  /** Looks at every fourth position, so that many at once are no fewer. */
  const kernel = gram === 4 && step >= 1 && filterBits === kernelFilterBits ? scanKernel() : undefined;
  const filter = new Uint8Array(1 << (filterBits - 3));
  const heads = new Int32Array(1 << headBits).fill(-1);
  const next = new Int32Array(entries);
  const owner = new Int32Array(entries);
  const needles = literals.map(({ bytes, anyCase }) => (anyCase ? bytes.map((byte) => fold[byte]!) : Uint8Array.from(bytes)));
  const anyCase = literals.map((literal) => literal.anyCase);
  let entry = 0;
  for (let literal = 0; literal < literals.length; literal += 1) {
    for (let offset = 0; offset < stride; offset += 1) {
      const hash = hashAt(needles[literal]!, offset, gram, mask) >>> (32 - filterBits);
      const head = hash >>> (filterBits - headBits);
      filter[hash >>> 3]! |= 1 << (hash & 7);
      owner[entry] = literal * stride + offset;
      next[entry] = heads[head]!;
      heads[head] = entry;
      entry += 1;
    }
  }

  function verified(bytes: Uint8Array, at: number, end: number, literal: number): boolean {
    const needle = needles[literal]!;
    if (at + needle.length > end) return false;
    if (anyCase[literal]) {
      for (let index = 0; index < needle.length; index += 1) if (fold[bytes[at + index]!] !== needle[index]) return false;
      return true;
    }
    for (let index = 0; index < needle.length; index += 1) if (bytes[at + index] !== needle[index]) return false;
    return true;
  }

  /** Calls `found` for what begins less than `reach` bytes before a position; stops at the first where nobody wants to hear of it, and says whether there was one. */
  function around(
    bytes: Uint8Array,
    position: number,
    start: number,
    end: number,
    hash: number,
    reach: number,
    found: ((literal: number, at: number) => void) | undefined,
  ): boolean {
    for (let candidate = heads[hash >>> (filterBits - headBits)]!; candidate >= 0; candidate = next[candidate]!) {
      const literal = Math.floor(owner[candidate]! / stride);
      const offset = owner[candidate]! - literal * stride;
      const at = position - offset;
      if (offset >= reach || at < start || !verified(bytes, at, end, literal)) continue;
      if (found === undefined) return true;
      found(literal, at);
    }
    return false;
  }

  /** As `walk` for grams of four and eight bytes. */
  function walkWords(
    { words, from }: AlignedWords,
    bytes: Uint8Array,
    start: number,
    end: number,
    found: ((literal: number, at: number) => void) | undefined,
  ): boolean {
    const count = words.length;
    if (gram === 4) {
      for (let index = 0; index < count; index += step) {
        const hash = Math.imul(words[index]! | 0x20202020, 0x9e3779b1) >>> (32 - filterBits);
        if ((filter[hash >>> 3]! & (1 << (hash & 7))) !== 0 && around(bytes, from + 4 * index, start, end, hash, 4 * step, found))
          return true;
      }
      return false;
    }
    for (let index = 0; index + 1 < count; index += step) {
      const first = words[index]! | 0x20202020;
      const second = words[index + 1]! | 0x20202020;
      const hash = Math.imul(Math.imul(first, 0x85ebca6b) ^ second, 0x9e3779b1) >>> (32 - filterBits);
      if ((filter[hash >>> 3]! & (1 << (hash & 7))) !== 0 && around(bytes, from + 4 * index, start, end, hash, 4 * step, found))
        return true;
    }
    return false;
  }

  /** As `walkWords`, by what the kernel's filter lets pass. */
  function walkVectors(bytes: Uint8Array, start: number, end: number, found: ((literal: number, at: number) => void) | undefined): boolean {
    for (let from = start; from < end; from += kernelBytes) {
      const stop = Math.min(end, from + kernelBytes);
      for (const position of kernel!.grams(bytes, from, stop, filter)) {
        const hash = hashAt(bytes, position, gram, mask) >>> (32 - filterBits);
        if (around(bytes, position, start, end, hash, 4, found)) return true;
      }
    }
    return false;
  }

  function walk(bytes: Uint8Array, start: number, end: number, found: ((literal: number, at: number) => void) | undefined): boolean {
    const last = Math.min(end, bytes.length) - gram;
    if (kernel !== undefined && last + gram - start >= leastForKernel) return walkVectors(bytes, start, last + gram, found);
    const aligned = step === 0 ? undefined : alignedWords(bytes, start, last + gram);
    if (aligned !== undefined) return walkWords(aligned, bytes, start, last + gram, found);
    if (gram === 4) {
      // The common case, written out: this loop is most of what judging a clean message costs.
      for (let position = start; position <= last; position += stride) {
        const word =
          bytes[position]! | (bytes[position + 1]! << 8) | (bytes[position + 2]! << 16) | (bytes[position + 3]! << 24) | 0x20202020;
        const hash = Math.imul(word, 0x9e3779b1) >>> (32 - filterBits);
        if ((filter[hash >>> 3]! & (1 << (hash & 7))) !== 0 && around(bytes, position, start, last + gram, hash, stride, found))
          return true;
      }
      return false;
    }
    if (gram === 8) {
      for (let position = start; position <= last; position += stride) {
        const first =
          bytes[position]! | (bytes[position + 1]! << 8) | (bytes[position + 2]! << 16) | (bytes[position + 3]! << 24) | 0x20202020;
        const second =
          bytes[position + 4]! | (bytes[position + 5]! << 8) | (bytes[position + 6]! << 16) | (bytes[position + 7]! << 24) | 0x20202020;
        const hash = Math.imul(Math.imul(first, 0x85ebca6b) ^ second, 0x9e3779b1) >>> (32 - filterBits);
        if ((filter[hash >>> 3]! & (1 << (hash & 7))) !== 0 && around(bytes, position, start, last + gram, hash, stride, found))
          return true;
      }
      return false;
    }
    if (gram === 3) {
      for (let position = start; position <= last; position += stride) {
        const word = bytes[position]! | (bytes[position + 1]! << 8) | (bytes[position + 2]! << 16) | 0x202020;
        const hash = Math.imul(word, 0x9e3779b1) >>> (32 - filterBits);
        if ((filter[hash >>> 3]! & (1 << (hash & 7))) !== 0 && around(bytes, position, start, last + gram, hash, stride, found))
          return true;
      }
      return false;
    }
    for (let position = start; position <= last; position += stride) {
      const hash = hashAt(bytes, position, gram, mask) >>> (32 - filterBits);
      if ((filter[hash >>> 3]! & (1 << (hash & 7))) !== 0 && around(bytes, position, start, last + gram, hash, stride, found)) return true;
    }
    return false;
  }

  return {
    test: (bytes, start, end) => walk(bytes, start, end, undefined),
    scan: (bytes, start, end, found) => {
      walk(bytes, start, end, found);
    },
  };
}

/**
 * Scanners of literals by their length: what is long is looked for in longer strides. Only `test`, which is what a search over whole messages asks.
 */
export function createLayeredTest(literals: readonly Literal[], rest: Rest = noRest): Test {
  const scanners = (literals.length > fewLiterals ? layersOfMany : layersOfFew).flatMap(([from, to]) => {
    const of = literals.filter(({ bytes }) => bytes.length >= from && bytes.length < to);
    return of.length === 0 ? [] : [createLiteralScanner(of)];
  });
  const longest = literals.reduce((most, { bytes }) => Math.max(most, bytes.length), 1);
  const tests = scanners.map(({ test }) => inStretches(test, longest, rest));
  return (bytes, start, end) => {
    for (const test of tests) if (test(bytes, start, end)) return true;
    return false;
  };
}

/** So few that one more pass costs more than longer strides save. */
const fewLiterals = 2_000;
/** Lengths in bytes: from, and below. */
const layersOfFew = [
  [8, Number.POSITIVE_INFINITY],
  [6, 8],
  [1, 6],
] as const;
const layersOfMany = [[20, Number.POSITIVE_INFINITY], [8, 20], ...layersOfFew.slice(1)] as const;

function hashAt(bytes: Uint8Array, at: number, gram: number, mask: number): number {
  if (gram === 8) {
    const first = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24) | 0x20202020;
    const second = bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24) | 0x20202020;
    return Math.imul(Math.imul(first, 0x85ebca6b) ^ second, 0x9e3779b1) >>> 0;
  }
  let word = 0;
  for (let index = 0; index < gram; index += 1) word |= bytes[at + index]! << (8 * index);
  return Math.imul(word | mask, 0x9e3779b1) >>> 0;
}
