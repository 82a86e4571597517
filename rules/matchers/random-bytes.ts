import { Buffer } from 'node:buffer';
import { characterClass } from './character-class.js';
import { looksRandom } from './looks-random.js';
import type { Match, Matcher, PreparedMatcher } from './matcher.js';
import { MatcherOptionError } from './matcher-option-error.js';

const NAME = 'random-bytes';
const LEAST_BITS = 64;
const MOST_BITS = 4096;
const TOKEN_RUN = /[A-Za-z0-9+/_-]+={0,2}/g;

interface Token {
  readonly start: number;
  readonly token: string;
}

/** Changes between upper case, lower case and other characters: many in base64, few in words, identifiers and paths. */
function changesClass(token: string): boolean {
  let changes = 0;
  let previous = -1;
  for (let index = 0; index < token.length; index++) {
    const code = token.charCodeAt(index);
    const kind = characterClass.lower(code) ? 0 : characterClass.upper(code) ? 1 : 2;
    if (previous !== -1 && kind !== previous) changes++;
    previous = kind;
  }
  return changes >= token.length / 4;
}

function fromHex(token: string): Uint8Array | undefined {
  if (!/^(?:[0-9a-f]+|[0-9A-F]+)$/.test(token)) return undefined;
  // All digits: a long number, or a date and a counter.
  if (!/[a-f]/i.test(token) || !/\d/.test(token)) return undefined;
  return Buffer.from(token, 'hex');
}

function fromBase64(token: string, bytes: number): Uint8Array | undefined {
  const bare = token.replace(/=+$/, '');
  if (bare.length !== Math.ceil((bytes * 4) / 3)) return undefined;
  if (bare.length !== token.length && token.length % 4 !== 0) return undefined;
  if (/[+/]/.test(bare) && /[-_]/.test(bare)) return undefined;
  if (/^[0-9a-fA-F]+$/.test(bare) || !changesClass(bare)) return undefined;
  const decoded = Buffer.from(bare, 'base64url');
  // The unused bits of the last character must be zero (RFC 4648, section 3.5).
  return decoded.toString('base64url') === bare.replaceAll('+', '-').replaceAll('/', '_') ? decoded : undefined;
}

/** The text itself as bytes, one a code unit, when it is exactly so many and not a text. */
function fromRaw(text: string, bytes: number): Uint8Array | undefined {
  if (text.length !== bytes) return undefined;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0xff) return undefined;
  return Buffer.from(text, 'latin1');
}

/** Tokens of a length between the two, and the segments of paths. */
function tokens(text: string, least: number, most: number): readonly Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN_RUN)) {
    const [token] = match;
    if (token.length < least) continue;
    if (token.length <= most) found.push({ start: match.index, token });
    if (!token.includes('/')) continue;
    let start = match.index;
    for (const segment of token.split('/')) {
      if (segment.length >= least && segment.length <= most) found.push({ start, token: segment });
      start += segment.length + 1;
    }
  }
  return found;
}

function prepare(options: Readonly<Record<string, string>>): PreparedMatcher {
  const written = options['bits'] ?? '';
  const bits = Number(written);
  if (!/^\d+$/.test(written) || bits < LEAST_BITS || bits > MOST_BITS || bits % 8 !== 0) {
    throw new MatcherOptionError(NAME, 'bits', `${NAME}: bits must be a multiple of 8 from ${LEAST_BITS} to ${MOST_BITS}, such as 128`);
  }
  const bytes = bits / 8;
  const least = Math.ceil((bytes * 4) / 3);

  function find(text: string): readonly Match[] {
    const raw = fromRaw(text, bytes);
    if (raw !== undefined && looksRandom(raw)) return [match(0, text.length, raw)];
    if (text.length < least) return [];
    const matches: Match[] = [];
    for (const { start, token } of tokens(text, least, bytes * 2)) {
      const found = token.length === bytes * 2 ? (fromHex(token) ?? fromBase64(token, bytes)) : fromBase64(token, bytes);
      if (found !== undefined && looksRandom(found)) matches.push(match(start, start + token.length, found));
    }
    return matches;
  }
  return { recognisedAs: 'name', find };
}

function match(start: number, end: number, bytes: Uint8Array): Match {
  return { start, end, value: Buffer.from(bytes).toString('hex'), recognisedAs: 'name' };
}

/**
 * Keys and secrets of a known size: tokens that hold exactly so many random-looking bytes as hex, base64 or base64url, or a
 * whole text of exactly so many bytes. Normal form: lower-case hex.
 * Recognised by `name` only, whatever the value: a hash, a session ID or an app ID looks the same, so say where to look with
 * `under` and let the rule fail with `failFrom: name`.
 */
export const randomBytes: Matcher = {
  name: NAME,
  description: 'random bytes of a given size',
  options: { bits: { type: 'integer', description: `size in bits, a multiple of 8 from ${LEAST_BITS} to ${MOST_BITS}`, required: true } },
  surest: 'name',
  prepare,
};
