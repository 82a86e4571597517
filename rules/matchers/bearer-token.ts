import { Buffer } from 'node:buffer';
import { characterClass } from './character-class.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameWords } from './name-words.js';

const JWT_START = 'eyJ';
const LONGEST_HEADER = 4_096;
const LEAST_BEARER = 8;
const SCHEME = /bearer[ \t]{1,4}/gi;
/** Most texts stop here, at a tenth of the cost. */
const QUICK = /bearer[ \t]/i;
const DOT = 0x2e;

function isBase64Url(code: number): boolean {
  return characterClass.alphanumeric(code) || code === 0x2d || code === 0x5f;
}

/** b64token of RFC 6750, section 2.1, without the padding. */
function isBearer(code: number): boolean {
  return isBase64Url(code) || code === DOT || code === 0x7e || code === 0x2b || code === 0x2f;
}

/** Whether a JOSE header (RFC 7515, section 4) is what these characters encode: a JSON object that names an algorithm. */
function isJoseHeader(encoded: string): boolean {
  if (encoded.length > LONGEST_HEADER) return false;
  const json = Buffer.from(encoded, 'base64url').toString('utf8').trim();
  return json.startsWith('{"') && json.endsWith('}') && json.includes('"alg"');
}

function runEnd(text: string, start: number, accepts: (code: number) => boolean): number {
  let end = start;
  while (end < text.length && accepts(text.charCodeAt(end))) end++;
  return end;
}

/** End of the JWS (three parts, RFC 7515) or JWE (five, RFC 7516) that begins at `start`, or -1. An unsecured JWS has an empty third part. */
function jwtEnd(text: string, start: number): number {
  const ends = [runEnd(text, start, isBase64Url)];
  while (ends.length < 5 && text.charCodeAt(ends.at(-1)!) === DOT) ends.push(runEnd(text, ends.at(-1)! + 1, isBase64Url));
  const [header = start, payload = 0, third, fourth, fifth] = ends;
  if (third === undefined || !isJoseHeader(text.slice(start, header))) return -1;
  if (fifth !== undefined && fourth !== undefined && third > payload + 1 && fourth > third + 1 && fifth > fourth + 1) return fifth;
  return payload > header + 1 ? third : -1;
}

function findJwts(text: string, matches: Match[]): void {
  for (let start = text.indexOf(JWT_START); start !== -1; ) {
    const starts = !isBase64Url(text.charCodeAt(start - 1));
    const end = starts ? jwtEnd(text, start) : -1;
    if (end !== -1) matches.push({ start, end, value: text.slice(start, end), recognisedAs: 'pattern' });
    start = text.indexOf(JWT_START, end === -1 ? runEnd(text, start, isBase64Url) : end);
  }
}

/** Prose says "bearer of", too: outside a field named for it, a token needs a digit and some length. */
function looksLikeToken(token: string, named: boolean): boolean {
  if (token.length < LEAST_BEARER) return false;
  return named || (token.length >= LEAST_BEARER * 2 && /\d/.test(token));
}

function findSchemes(text: string, context: MatchContext, matches: Match[]): void {
  const named = context.name !== undefined && nameWords(context.name).some((word) => word === 'authorization' || word === 'auth');
  for (const scheme of text.matchAll(SCHEME)) {
    if (characterClass.alphanumeric(text.charCodeAt(scheme.index - 1))) continue;
    const start = scheme.index + scheme[0].length;
    let end = runEnd(text, start, isBearer);
    while (end < text.length && end - start > 0 && text[end] === '=') end++;
    const value = text.slice(start, end);
    if (looksLikeToken(value, named && scheme.index === 0)) matches.push({ start, end, value, recognisedAs: 'pattern' });
  }
}

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (text.length < LEAST_BEARER) return matches;
  if (QUICK.test(text)) findSchemes(text, context, matches);
  if (!text.includes(JWT_START)) return matches;
  const jwts: Match[] = [];
  findJwts(text, jwts);
  if (matches.length === 0) return jwts;
  const taken = new Set(matches.map(({ start }) => start));
  return [...matches, ...jwts.filter(({ start }) => !taken.has(start))].sort((a, b) => a.start - b.start);
}

/**
 * Tokens that let whoever holds them act as the user: `Bearer …` (RFC 6750), and JWTs anywhere (RFC 7519), signed or encrypted,
 * whose header decodes to a JOSE header. Normal form: the token as written, without the scheme. Signatures are not checked.
 * Not: opaque session IDs, which only their name gives away; base64 of other JSON, which begins with `eyJ` as well.
 */
export const bearerToken: Matcher = {
  name: 'bearer-token',
  description: 'a bearer token or JWT',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
