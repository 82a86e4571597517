import { kind, kinds } from './byte-kinds.js';
import { createDigitFinder, type DigitFinder } from './digit-finder.js';
import type { Test } from './in-stretches.js';
import { createLayeredTest, type Literal } from './literal-scanner.js';
import type { PlantedValue } from './planted-index.js';
import { noRest, type Rest } from './rest.js';
import { createShortFilter, mostShort } from './short-filter.js';
import { spaceLiterals } from './space-literals.js';
import { splitLiterals } from './split-literals.js';

/** What a scan over undecoded bytes looks for: planted values and parts of them as they stand; the encodings of tokens it undoes. */
export interface SearchLiterals {
  /** `alone`: the bytes are but a part of a message, so the other part of a value that was split may stand elsewhere. */
  readonly texts: (bytes: Buffer, end: number, alone: boolean) => boolean;
  /** False where neither of both stands in a few bytes: asked before them, and faster. */
  readonly few: Test;
  /** Those that a single token must contain whole, such as hashes: looked for in tokens of at least `leastLong` characters only. */
  readonly tokens: (bytes: Uint8Array, start: number, end: number) => boolean;
  /** Bytes of numbers and the like: looked for in what is not text. */
  readonly bytes: (bytes: Uint8Array, start: number, end: number) => boolean;
  readonly digits: DigitFinder;
  /** Tokens at least so long may hold a value: as base64, encoded twice, or compressed. */
  readonly leastToken: number;
  /** Every value is ASCII, however it is written. */
  readonly ascii: boolean;
}

/** Characters of the shortest token that is searched by itself. */
export const leastLong = 20;
/** Characters of the shortest base64 whose outcome counts although it is no text: ten bytes. */
const leastOfBytes = 14;

export function searchLiterals(values: readonly PlantedValue[], rest: Rest = noRest): SearchLiterals {
  const literals = new Map<string, Uint8Array>();
  const bytes: Literal[] = [];
  const numbers = new Set<string>();
  let shortest = 24;
  let ascii = true;
  const add = (literal: Uint8Array): void => {
    literals.set(Buffer.from(literal).toString('latin1').toLowerCase(), literal);
  };
  for (const { forms, digits, splits } of values) {
    // Of two parts, each encoded by itself, one holds half of the value.
    for (const { first, second } of splits) shortest = Math.min(shortest, Math.max(Buffer.byteLength(first), Buffer.byteLength(second)));
    for (const number of digits) {
      numbers.add(number);
      // They are found in full-width digits, too.
      ascii = false;
      shortest = Math.min(shortest, number.length);
    }
    for (const { text, binary, hashed } of forms) {
      const raw = Buffer.from(text, binary === undefined ? 'utf8' : 'latin1');
      if (binary !== undefined) {
        bytes.push({ bytes: raw, anyCase: false });
        // Escaped in a text they come out as characters.
        const written = Buffer.from(text, 'utf8');
        if (written.length !== raw.length) bytes.push({ bytes: written, anyCase: false });
        // What a short token decodes to counts only where it is text, in which bytes beyond ASCII would be other characters.
        if (raw.every((byte) => byte < 128 && !isControl(byte))) shortest = Math.min(shortest, raw.length);
        continue;
      }
      if (raw.length !== text.length) ascii = false;
      shortest = Math.min(shortest, raw.length);
      for (const spaced of spaceLiterals(text)) {
        add(Buffer.from(spaced, 'utf8'));
        if (raw.length !== text.length && isLatin1(spaced)) add(Buffer.from(spaced, 'latin1'));
      }
      if (hashed) continue;
      // Without its last byte ASCII stands in either byte order.
      const wide = Buffer.from(text, 'utf16le');
      add(wide.subarray(0, -1));
      if (raw.length !== text.length) add(Buffer.from(wide).swap16());
    }
  }
  // What a part of a mail or form declares is undone only there, however short it is.
  add(Buffer.from('content-transfer-encoding'));
  add(Buffer.from('quoted-printable'));
  const all = [...literals.values()].map((literal) => ({ bytes: literal, anyCase: true }));
  const splits = splitLiterals(values);
  const certain = [...all.filter((literal) => !isLongToken(literal.bytes)), ...splits.heads];
  const holdsAny = createLayeredTest([...certain, ...splits.tails], rest);
  /** What is longer stands in nothing that short. */
  const isShort = ({ bytes: { length } }: Literal): boolean => length <= mostShort;
  const holdsCertain = createLayeredTest(certain, rest);
  return {
    texts: (buffer, end, alone) => holdsAny(buffer, 0, end) && (holdsCertain(buffer, 0, end) || splits.holds(buffer, end, alone)),
    few: createShortFilter([...certain, ...splits.tails, ...bytes].filter(isShort)),
    tokens: createLayeredTest(all.filter((literal) => isLongToken(literal.bytes))),
    bytes: createLayeredTest(bytes),
    digits: createDigitFinder(numbers, rest),
    leastToken: Math.max(8, Math.min(leastOfBytes, Math.ceil((4 * shortest) / 3))),
    ascii,
  };
}

function isLongToken(literal: Uint8Array): boolean {
  return literal.length >= leastLong && literal.every((byte) => kinds[byte]! < kind.space);
}

function isControl(byte: number): boolean {
  return (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127;
}

function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 255) return false;
  return true;
}
