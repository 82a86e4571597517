import { alignedWords } from './aligned-words.js';
import { differenceTablesOf, kernelBytes, leastForKernel, scanKernel } from './scan-kernel.js';

/** A text found in bytes that were all combined with one byte by exclusive or. */
export interface XoredHit {
  /** Index into the texts looked for. */
  readonly text: number;
  readonly start: number;
  readonly end: number;
}

/** Finds texts in bytes that were combined with one and the same byte, whichever it was. */
export interface XorFinder {
  test(bytes: Uint8Array, start: number, end: number): boolean;
  find(bytes: Uint8Array, start: number, end: number, found: (hit: XoredHit) => void): void;
}

type Found = ((hit: XoredHit) => void) | undefined;

/** Of the shortest text. */
const leastLength = 8;
const mostStride = 16;
/** So few texts that two differences tell enough for a first look, which allows for longer strides. */
const fewTexts = 64;
/** Bits of a filter small enough for the nearest cache. */
const leastFilterBits = 13;
/** This key only turns the case of letters. */
const caseKey = 0x20;

/**
 * Two neighbours differ by the same bits whatever byte both were combined with, so what is looked for is the sequence of differences: one literal
 * a text instead of one for each of 255 keys. Like `createLiteralScanner` it looks at every few positions only: at two differences (of three bytes) where
 * texts are few, else at four. Texts shorter than eight bytes are left out. Of a text of letters alone the key that turns their case does not count, and
 * the key 0 of none: that is the text itself.
 */
export function createXorFinder(texts: readonly string[]): XorFinder {
  const needles = texts.map((text) => Buffer.from(text, 'utf8'));
  const usable = needles.flatMap((bytes, index) => (bytes.length >= leastLength ? [index] : []));
  if (usable.length === 0) return { test: () => false, find: () => undefined };
  const mask = usable.length <= fewTexts ? 0xffff : -1;
  /** Bytes that a first look takes in. */
  const gram = mask === -1 ? 5 : 3;
  const shortest = Math.min(...usable.map((index) => needles[index]!.length));
  const stride = Math.min(mostStride, shortest - gram + 1);
  /** Words between two positions where whole words are looked at. */
  const step = stride >> 2;
  const letters = needles.map((bytes) => bytes.every((byte) => (byte | caseKey) >= 97 && (byte | caseKey) <= 122));
  const shift = 32 - Math.max(leastFilterBits, Math.ceil(Math.log2(usable.length * stride * 64)));
  const filter = new Uint8Array(2 ** (32 - shift));
  const entries = new Map<number, { readonly text: number; readonly offset: number }[]>();
  for (const text of usable) {
    for (let offset = 0; offset < stride; offset += 1) {
      const word = differences(needles[text]!, offset) & mask;
      filter[Math.imul(word, 0x9e3779b1) >>> shift] = 1;
      entries.set(word, [...(entries.get(word) ?? []), { text, offset }]);
    }
  }

  const kernel = usable.length <= fewTexts ? scanKernel() : undefined;
  /** Texts by how their first four bytes differ from the next: what the kernel looks for at every position. */
  const starts = new Map<number, number[]>();
  for (const text of usable) {
    const word = differences(needles[text]!, 0);
    starts.set(word, [...(starts.get(word) ?? []), text]);
  }
  const tables =
    kernel && differenceTablesOf([...starts.keys()].map((word) => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24]));

  /** What begins less than `reach` bytes before a position. */
  function around(bytes: Uint8Array, position: number, start: number, end: number, word: number, reach: number, found: Found): boolean {
    const candidates = entries.get(word);
    if (candidates === undefined) return false;
    for (const { text, offset } of candidates) {
      const at = position - offset;
      if (offset >= reach || at < start || !isXored(bytes, at, end, needles[text]!, letters[text]!)) continue;
      if (found === undefined) return true;
      found({ text, start: at, end: at + needles[text]!.length });
    }
    return false;
  }

  /** As `walk`, by the places that the kernel names. */
  function walkVectors(bytes: Uint8Array, start: number, end: number, found: Found): boolean {
    for (let from = start; from < end; from += kernelBytes) {
      const stop = Math.min(end, from + kernelBytes);
      for (const position of kernel!.differences(bytes, from, stop, tables!)) {
        for (const text of starts.get(differences(bytes, position)) ?? []) {
          if (!isXored(bytes, position, end, needles[text]!, letters[text]!)) continue;
          if (found === undefined) return true;
          found({ text, start: position, end: position + needles[text]!.length });
        }
      }
    }
    return false;
  }

  /** Stops at the first where nobody wants to hear of it; whether there was one. */
  function walk(bytes: Uint8Array, start: number, end: number, found: Found): boolean {
    if (kernel !== undefined && end - start >= leastForKernel) return walkVectors(bytes, start, end, found);
    const last = end - gram;
    const aligned = alignedWords(bytes, start, end);
    const reach = aligned === undefined ? stride : 4 * step;
    let position = start;
    if (aligned !== undefined) {
      const { words, from } = aligned;
      const lastWord = words.length - 1;
      let index = 0;
      for (; index < lastWord; index += step) {
        const held = words[index]!;
        const word = (held ^ ((held >>> 8) | (words[index + 1]! << 24))) & mask;
        if (filter[Math.imul(word, 0x9e3779b1) >>> shift] !== 0 && around(bytes, from + 4 * index, start, end, word, reach, found))
          return true;
      }
      position = from + 4 * index;
    }
    for (; position <= last; position += reach) {
      const word = differences(bytes, position) & mask;
      if (filter[Math.imul(word, 0x9e3779b1) >>> shift] !== 0 && around(bytes, position, start, end, word, reach, found)) return true;
    }
    return false;
  }
  return {
    test: (bytes, start, end) => walk(bytes, start, end, undefined),
    find: (bytes, start, end, found) => {
      walk(bytes, start, end, found);
    },
  };
}

/** How four bytes differ from their successors; what lies behind the bytes counts as zero. */
function differences(bytes: Uint8Array, at: number): number {
  const second = bytes[at + 1]!;
  const third = bytes[at + 2]!;
  const fourth = bytes[at + 3]!;
  return (bytes[at]! ^ second) | ((second ^ third) << 8) | ((third ^ fourth) << 16) | ((fourth ^ bytes[at + 4]!) << 24);
}

function isXored(bytes: Uint8Array, at: number, end: number, needle: Uint8Array, letters: boolean): boolean {
  if (at + needle.length > end) return false;
  const key = bytes[at]! ^ needle[0]!;
  if (key === 0 || (letters && key === caseKey)) return false;
  for (let index = 1; index < needle.length; index += 1) if ((bytes[at + index]! ^ needle[index]!) !== key) return false;
  return true;
}
