import { blockLength, findRepeatedRuns } from './find-repeated-runs.js';
import { isLikeCiphertext } from './is-like-ciphertext.js';
import { looksRandom } from './looks-random.js';
import type { Match, Matcher, PreparedMatcher } from './matcher.js';
import { MatcherOptionError } from './matcher-option-error.js';

const NAME = 'repeated-blocks';
const LEAST = 2;
const MOST_LEAST = 1000;
/** Offsets that a note shows. */
const SHOWN = 6;
/** Of the blocks between the first and the last of those that repeat, so many must look random: the rest may be headers. */
const RANDOM_SHARE = 0.75;
/** Blocks looked at for that. */
const MOST_SAMPLES = 256;

/** Blocks at one alignment that repeat earlier ones, by their offset, with the offsets of those that they repeat. */
interface Repeats {
  readonly repeats: Set<number>;
  readonly originals: Set<number>;
}

function find(text: string, least: number): readonly Match[] {
  if (text.length < 2 * blockLength) return [];
  const read = readBytes(text);
  if (read === undefined) return [];
  const { bytes, perByte, coding } = read;
  let best: readonly [offsets: readonly number[], repeats: number] | undefined;
  for (const { repeats, originals } of byAlignment(bytes).values()) {
    if (repeats.size < least || (best !== undefined && repeats.size <= best[1])) continue;
    const offsets = [...new Set([...originals, ...repeats])].sort((a, b) => a - b);
    if (isCiphertext(bytes, offsets[0]!, offsets.at(-1)!)) best = [offsets, repeats.size];
  }
  if (best === undefined) return [];
  const [offsets, repeats] = best;
  const first = offsets[0]!;
  const shown = `${offsets.slice(0, SHOWN).join(', ')}${offsets.length > SHOWN ? ' …' : ''}`;
  return [
    {
      start: Math.floor(first * perByte),
      end: Math.ceil((first + blockLength) * perByte),
      value: bytes.toString('hex', first, first + blockLength),
      recognisedAs: 'pattern',
      note: `${repeats} ${repeats === 1 ? 'repeat' : 'repeats'} of 16-byte blocks (suspected ECB) at ${shown}${coding}`,
    },
  ];
}

interface Read {
  readonly bytes: Buffer;
  /** Characters of the text for each of them. */
  readonly perByte: number;
  /** For the note: what they had to be read from. */
  readonly coding: string;
}

const HEX = /^(?:[0-9a-f]{2})+$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/;
/** Decoding reads base64 of so many bytes whatever comes out; more only if that is text, and of hexadecimal digits only text. */
const READ_BY_DECODING = 256;

/** The bytes of a text that holds one a character, or that is hex or base64 from end to end; none of any other text. */
function readBytes(text: string): Read | undefined {
  let printable = true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 255) return undefined;
    if (code > 126 || code < 32) printable = false;
  }
  if (!printable) {
    const bytes = Buffer.from(new ArrayBuffer(text.length));
    bytes.write(text, 'latin1');
    return { bytes, perByte: 1, coding: '' };
  }
  if (text.length < 4 * blockLength) return undefined;
  if (HEX.test(text)) return { bytes: Buffer.from(text, 'hex'), perByte: 2, coding: ' inside hex' };
  if (text.length <= (READ_BY_DECODING * 4) / 3 + 4 || !BASE64.test(text)) return undefined;
  return { bytes: Buffer.from(text, 'base64'), perByte: 4 / 3, coding: ' inside base64' };
}

/**
 * Ciphertext repeats in whole blocks: a stretch that begins or ends inside of one is something else that stands twice (a header, a record, a
 * table).
 */
function byAlignment(bytes: Buffer): ReadonlyMap<number, Repeats> {
  const found = new Map<number, Repeats>();
  for (const run of findRepeatedRuns(bytes)) {
    if ((run.end - run.start) % blockLength !== 0) continue;
    for (let at = run.start; at < run.end; at += blockLength) {
      if (!looksRandom(bytes.subarray(at, at + blockLength))) continue;
      const alignment = at % blockLength;
      let repeats = found.get(alignment);
      if (repeats === undefined) {
        repeats = { repeats: new Set(), originals: new Set() };
        found.set(alignment, repeats);
      }
      repeats.repeats.add(at);
      repeats.originals.add(at - run.distance);
    }
  }
  return found;
}

/** Ciphertext looks random throughout; what structures repeat stands among lengths, counters and zeros. */
function isCiphertext(bytes: Buffer, first: number, last: number): boolean {
  const count = (last - first) / blockLength + 1;
  const step = Math.max(1, Math.floor(count / MOST_SAMPLES));
  const random = new Map<string, Uint8Array>();
  let looked = 0;
  let randomCount = 0;
  for (let index = 0; index < count; index += step) {
    const at = first + index * blockLength;
    const block = bytes.subarray(at, at + blockLength);
    looked += 1;
    if (!looksRandom(block)) continue;
    randomCount += 1;
    random.set(block.toString('latin1'), block);
  }
  return randomCount >= looked * RANDOM_SHARE && isLikeCiphertext([...random.values()]);
}

function prepare(options: Readonly<Record<string, string>>): PreparedMatcher {
  const written = options['least'] ?? String(LEAST);
  const least = Number(written);
  if (!/^\d+$/.test(written) || least < 1 || least > MOST_LEAST) {
    throw new MatcherOptionError(NAME, 'least', `${NAME}: least must be a whole number from 1 to ${MOST_LEAST}`);
  }
  return { recognisedAs: 'pattern', find: (text) => find(text, least) };
}

/**
 * Bytes in which 16-byte blocks that look random stand again, in step with each other at any alignment: what AES in ECB mode makes of data
 * that repeats (frames, zeros, silence). A suspicion, no proof: a list of hashes in which some stand twice looks the same. At least two
 * blocks must repeat earlier ones (`least`): one block three times, or two blocks twice. One match a text, at the first such block;
 * normal form: its bytes in hex. Hex and base64 are read where they are the whole text. Not: other texts, blocks of few different bytes, ciphers with shorter blocks, repeats across messages.
 */
export const repeatedBlocks: Matcher = {
  name: NAME,
  description: 'a repetition of 16-byte blocks, as ECB encryption makes it',
  options: { least: { type: 'integer', description: `how many blocks must repeat an earlier one, from 1; default ${LEAST}` } },
  surest: 'pattern',
  nameless: true,
  prepare,
};
