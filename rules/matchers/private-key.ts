import { Buffer } from 'node:buffer';
import { characterClass } from './character-class.js';
import { derPrivateKey } from './der-private-key.js';
import { disjoint } from './disjoint.js';
import type { Match, MatchContext, Matcher } from './matcher.js';

const BEGIN = /-----BEGIN ((?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?)-----/g;
/** Characters of the longest block: an RSA key of 16,384 bits, with room. */
const LONGEST_BLOCK = 32_768;
/** How keys begin in base64: DER (`MII` …), OpenSSH's `openssh-key-v1`. */
const ENCODED = /(?<![A-Za-z0-9+/_-])(?:M(?:II|IG|IH|HcC|C4C|FEC|G4C|EcC)[A-Za-z0-9+/]|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/\\\r\n_-]{48}/g;
const QUICK =
  /PRIVATE KEY-|PRIVATE KEY BLOCK|M(?:II|IG|IH|HcC|C4C|FEC|G4C|EcC)[A-Za-z0-9+/]{8}|b3BlbnNzaC1rZXktdjE|AGE-SECRET-KEY-1|PuTTY-User-Key-File|"kty"/;
const AGE = /AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}(?![0-9A-Z])/g;
const PUTTY = /PuTTY-User-Key-File-[23]: [a-z0-9-]{4,40}/g;
/** A JWK (RFC 7517) with the private member `d`, in either order, without a nested object between. */
const JWK = /\{[^{}]{0,4096}\}/g;
const JWK_TYPE = /"kty"\s{0,8}:\s{0,8}"(?:RSA|EC|OKP)"/;
const JWK_PRIVATE = /"d"\s{0,8}:\s{0,8}"[A-Za-z0-9_-]{43,1400}"/;
/** Lengths in base64url of the private numbers of P-256 and Ed25519, P-384, P-521, X448 and RSA. */
const PRIVATE_LENGTHS = new Set([43, 64, 88, 75, 76, 342, 512, 683]);

function push(
  text: string,
  start: number,
  end: number,
  note: string,
  matches: Match[],
  recognisedAs: 'pattern' | 'name' = 'pattern',
): void {
  matches.push({ start, end, value: text.slice(start, end), recognisedAs, note });
}

/** From its first line to its last, or, where that is missing, the first line only. */
function findPem(text: string, matches: Match[]): void {
  for (const { index, 0: first, 1: label = '' } of text.matchAll(BEGIN)) {
    const last = `-----END ${label}-----`;
    const from = index + first.length;
    const at = text.slice(from, from + LONGEST_BLOCK).indexOf('-----');
    const closed = at !== -1 && text.startsWith(last, from + at);
    push(text, index, closed ? from + at + last.length : from, 'private key in PEM', matches);
  }
}

function encodedEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && (characterClass.alphanumeric(text.charCodeAt(end)) || '+/_-='.includes(text[end]!))) end++;
  return end;
}

/** Base64 of DER, whose length must be that of the text as far as it stands in one line, or of OpenSSH's format. */
function findEncoded(text: string, matches: Match[]): void {
  ENCODED.lastIndex = 0;
  for (let found = ENCODED.exec(text); found !== null; found = ENCODED.exec(text)) {
    const start = found.index;
    const end = encodedEnd(text, start);
    ENCODED.lastIndex = Math.max(end, start + 1);
    if (found[0].startsWith('b3Bl')) {
      push(text, start, end, 'OpenSSH private key', matches);
      continue;
    }
    const key = derPrivateKey(Buffer.from(text.slice(start, start + 64), 'base64'));
    if (key === undefined) continue;
    const decoded = Math.floor((text.slice(start, end).replace(/=+$/, '').length * 3) / 4);
    const wrapped = text.charCodeAt(end) === 0x0a || text.charCodeAt(end) === 0x0d || text.charCodeAt(end) === 0x5c;
    if (decoded === key.length || (wrapped && decoded < key.length)) push(text, start, end, key.note, matches);
  }
}

function findJwk(text: string, matches: Match[]): void {
  for (const { index, 0: object } of text.matchAll(JWK)) {
    if (JWK_TYPE.test(object) && JWK_PRIVATE.test(object)) push(text, index, index + object.length, 'private key as JWK', matches);
  }
}

/** The whole text is DER, one character a byte. */
function findBytes(text: string): Match | undefined {
  if (text.charCodeAt(0) !== 0x30 || text.length < 40 || text.length > LONGEST_BLOCK) return undefined;
  const second = text.charCodeAt(1);
  if (second > 0x82 || /[\u0100-\uffff]/.test(text.slice(0, 64))) return undefined;
  const key = derPrivateKey(Buffer.from(text.slice(0, 64), 'latin1'));
  if (key === undefined || key.length !== text.length) return undefined;
  return { start: 0, end: text.length, value: Buffer.from(text, 'latin1').toString('hex'), recognisedAs: 'pattern', note: key.note };
}

function find(text: string, context: MatchContext): readonly Match[] {
  if (text.length < 40) return [];
  const bytes = findBytes(text);
  if (bytes !== undefined) return [bytes];
  const matches: Match[] = [];
  if (context.name === 'd' && PRIVATE_LENGTHS.has(text.length) && /^[A-Za-z0-9_-]+$/.test(text) && /[A-Z]/.test(text)) {
    push(text, 0, text.length, 'private member of a JWK', matches, 'name');
    return matches;
  }
  if (!QUICK.test(text)) return matches;
  findPem(text, matches);
  findEncoded(text, matches);
  for (const { index, 0: written } of text.matchAll(AGE)) push(text, index, index + written.length, 'age private key', matches);
  for (const { index, 0: written } of text.matchAll(PUTTY)) push(text, index, index + written.length, 'PuTTY private key', matches);
  if (text.includes('"kty"')) findJwk(text, matches);
  return disjoint(matches);
}

/**
 * Private keys: PEM blocks of any kind (RFC 7468) and of OpenSSH, DER (PKCS#8 of RFC 5958, PKCS#1, SEC 1) in base64 or as bytes with its length right, PuTTY and age keys,
 * and JWKs with their private member (RFC 7517), which as a field `d` of the right length is recognised by `name`. Encrypted ones too. Normal form: the key
 * as written, of bytes in hex. Not: public keys, certificates, CSRs, which begin with `MII` as well; keys without a structure (see `random-bytes`).
 */
export const privateKey: Matcher = {
  name: 'private-key',
  description: 'a private key',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
