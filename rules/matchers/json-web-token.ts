import { Buffer } from 'node:buffer';
import { characterClass } from './character-class.js';
import type { Match, Matcher } from './matcher.js';

/** How `{"`, `{ "` and an object over several lines begin in base64. */
const HEADER_START = /e(?:y[AIJ]|w[0ko])[A-Za-z0-9_-]{5}/g;
const QUICK = /e(?:y[AIJ]|w[0ko])[A-Za-z0-9_-]{5}/;
const LONGEST_HEADER = 4_096;
const JWS_PARTS = 3;
const JWE_PARTS = 5;
const DOT = 0x2e;

function isBase64Url(code: number): boolean {
  return characterClass.alphanumeric(code) || code === 0x2d || code === 0x5f;
}

function runEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isBase64Url(text.charCodeAt(end))) end++;
  return end;
}

interface Header {
  readonly alg: string;
  readonly enc: boolean;
}

/** The JOSE header (RFC 7515, section 4; RFC 7516, section 4) that these characters encode. */
function readHeader(encoded: string): Header | undefined {
  if (encoded.length > LONGEST_HEADER) return undefined;
  const json = Buffer.from(encoded, 'base64url').toString('utf8').trim();
  // Parsing what is none costs more than all the rest.
  if (!json.endsWith('}') || !json.includes('"alg"')) return undefined;
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof header !== 'object' || header === null || !('alg' in header) || typeof header.alg !== 'string') return undefined;
  return { alg: header.alg, enc: 'enc' in header && typeof header.enc === 'string' };
}

/** The token that begins at `start`. A signature may be empty (`alg: none`), and so may an encrypted key (`alg: dir`); a payload, nonce or ciphertext may not. */
function readToken(text: string, start: number, headerEnd: number): Match | undefined {
  if (text.charCodeAt(headerEnd) !== DOT) return undefined;
  const header = readHeader(text.slice(start, headerEnd));
  if (header === undefined) return undefined;
  const ends = [headerEnd];
  const most = header.enc ? JWE_PARTS : JWS_PARTS;
  while (ends.length < most && text.charCodeAt(ends.at(-1)!) === DOT) ends.push(runEnd(text, ends.at(-1)! + 1));
  const [, second = 0, third = 0, fourth = 0, fifth = 0] = ends;
  if (ends.length < most) return undefined;
  const value = (end: number, note?: string): Match => {
    const match = { start, end, value: text.slice(start, end), recognisedAs: 'pattern' } as const;
    return note === undefined ? match : { ...match, note };
  };
  if (header.enc) return third > second + 1 && fourth > third + 1 && fifth > fourth + 1 ? value(fifth, 'encrypted token') : undefined;
  if (second === headerEnd + 1) return undefined;
  if (header.alg.toLowerCase() === 'none') return value(third, 'unsigned token');
  return third > second + 1 ? value(third) : undefined;
}

function find(text: string): readonly Match[] {
  const matches: Match[] = [];
  if (!QUICK.test(text)) return matches;
  HEADER_START.lastIndex = 0;
  for (let found = HEADER_START.exec(text); found !== null; found = HEADER_START.exec(text)) {
    const start = found.index;
    const headerEnd = runEnd(text, start);
    const token = isBase64Url(text.charCodeAt(start - 1)) ? undefined : readToken(text, start, headerEnd);
    if (token !== undefined) matches.push(token);
    HEADER_START.lastIndex = token?.end ?? headerEnd;
  }
  return matches;
}

/**
 * JSON Web Tokens (RFC 7519), in any text: three base64url parts (JWS, RFC 7515) or five (JWE, RFC 7516) of which the first decodes to a JSON object with
 * `alg`. Normal form: the token as written. The note says when a token is unsigned or encrypted. Signatures are not checked.
 * Not: base64 of other JSON, tokens whose header is no JSON, detached payloads, the JSON serialisation, opaque tokens (see `bearer-token`).
 */
export const jsonWebToken: Matcher = {
  name: 'json-web-token',
  description: 'a JSON Web Token',
  options: {},
  surest: 'pattern',
  nameless: true,
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
