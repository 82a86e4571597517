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

const gram = 4;
const filterBits = 17;
/** Of the shortest text: five bytes for one gram, and some to skip by. */
const leastLength = 8;
const mostStride = 16;
/** This key only turns the case of letters. */
const caseKey = 0x20;

/**
 * Two neighbours differ by the same bits whatever byte both were combined with, so what is looked for is the sequence of differences: one literal
 * a text instead of one for each of 255 keys. Like `createLiteralScanner` it looks at every few positions only. Texts shorter than eight bytes are left out. Of a
 * text of letters alone the key that turns their case does not count, and the key 0 of none: that is the text itself.
 */
export function createXorFinder(texts: readonly string[]): XorFinder {
  const needles = texts.map((text) => Buffer.from(text, 'utf8'));
  const usable = needles.flatMap((bytes, index) => (bytes.length >= leastLength ? [index] : []));
  if (usable.length === 0) return { test: () => false, find: () => undefined };
  const shortest = Math.min(...usable.map((index) => needles[index]!.length));
  const stride = Math.min(mostStride, shortest - gram);
  const letters = needles.map((bytes) => bytes.every((byte) => (byte | caseKey) >= 97 && (byte | caseKey) <= 122));
  const filter = new Uint8Array(1 << filterBits);
  const entries = new Map<number, { readonly text: number; readonly offset: number }[]>();
  for (const text of usable) {
    for (let offset = 0; offset < stride; offset += 1) {
      const word = differences(needles[text]!, offset);
      filter[slotOf(word)] = 1;
      entries.set(word, [...(entries.get(word) ?? []), { text, offset }]);
    }
  }

  /** Stops at the first where nobody wants to hear of it; whether there was one. */
  function walk(bytes: Uint8Array, start: number, end: number, found: ((hit: XoredHit) => void) | undefined): boolean {
    const last = end - gram - 1;
    for (let position = start; position <= last; position += stride) {
      const word = differences(bytes, position);
      if (filter[slotOf(word)] === 0) continue;
      for (const { text, offset } of entries.get(word) ?? []) {
        const at = position - offset;
        if (at < start || !isXored(bytes, at, end, needles[text]!, letters[text]!)) continue;
        if (found === undefined) return true;
        found({ text, start: at, end: at + needles[text]!.length });
      }
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

/** How four bytes differ from their successors. */
function differences(bytes: Uint8Array, at: number): number {
  const second = bytes[at + 1]!;
  const third = bytes[at + 2]!;
  const fourth = bytes[at + 3]!;
  return (bytes[at]! ^ second) | ((second ^ third) << 8) | ((third ^ fourth) << 16) | ((fourth ^ bytes[at + 4]!) << 24);
}

function slotOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - filterBits);
}

function isXored(bytes: Uint8Array, at: number, end: number, needle: Uint8Array, letters: boolean): boolean {
  if (at + needle.length > end) return false;
  const key = bytes[at]! ^ needle[0]!;
  if (key === 0 || (letters && key === caseKey)) return false;
  for (let index = 1; index < needle.length; index += 1) if ((bytes[at + index]! ^ needle[index]!) !== key) return false;
  return true;
}
