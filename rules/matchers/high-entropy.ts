import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { nameWords } from './name-words.js';
import { expectedEntropy, shannonEntropy } from './shannon-entropy.js';
import { wholeValue } from './whole-value.js';

const SHORTEST = 16;
const LONGEST = 512;
/** How far below the average a random value may lie, divided by the root of its length. */
const LEEWAY = 2.4;

/** Characters of the pieces between digits and cases, on average; where only digits part them, random ones are longer. */
const LONGEST_PIECE = 3;
const LONGEST_PIECE_OF_ONE_CASE = 5;
const ONE_CASE = /^(?:[0-9a-z]+|[0-9A-Z]+)$/;

const OTHERS =
  'nonce etag hash hashes digest checksum integrity sri csrf xsrf public pub pubkey type kind count counter expires expiry expiration expire ttl age length size limit ' +
  'max min used usage id ids name uri url endpoint path version board binding event idempotency cache object s3 i18n translation image file foreign primary sort partition ' +
  'row group index lookup press code keys site recaptcha sitekey captcha fingerprint thumbprint kid alg pagination page next cursor continuation sync status updated created at';

/** Names of secrets. `key` alone is a weak one: maps and caches have keys. */
const isSecretName = nameTest({
  says:
    'secret secrets clientsecret appsecret sharedsecret token tokens accesstoken refreshtoken authtoken apitoken idtoken sessiontoken devicetoken pushtoken bearer ' +
    'password passwd pwd passphrase pin apikey appkey accesskey secretkey privatekey encryptionkey signingkey masterkey sessionkey authkey aeskey hmackey ' +
    'credential credentials authorization auth authentication apisecret salt seed otpsecret totpsecret',
  unless: OTHERS,
});
const isKeyName = nameTest({ says: 'key', unless: OTHERS });

interface Alphabet {
  readonly size: number;
  readonly pattern: RegExp;
}

/** The smallest that holds all characters counts. Digits alone are numbers and times. */
const ALPHABETS: readonly Alphabet[] = [
  { size: 16, pattern: /^(?:[0-9a-f]+|[0-9A-F]+)$/ },
  { size: 36, pattern: /^(?:[0-9a-z]+|[0-9A-Z]+)$/ },
  { size: 62, pattern: /^[0-9A-Za-z]+$/ },
  { size: 65, pattern: /^[0-9A-Za-z+/_.~-]+={0,2}$/ },
  { size: 90, pattern: /^[!-~]+$/ },
];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const URL_OR_PATH = /:\/\/|^\.{0,2}\/[a-z][a-z0-9_-]+(?:[/.]|$)|^data:|^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/:]|$)/;
/** Integrity values (SRI), and entity tags in their quotes. */
const INTEGRITY = /^(?:sha|md)\d{1,3}[-:=$]|^(?:W\/)?"/i;
const DATE = /^\d{4}-\d\d-\d\d(?:T|$)/;
/** `Authorization: Token …`: the scheme is a word. */
const SCHEME = /^[A-Za-z]{3,12} (?=\S+$)/;

/** Digits, and letters of both cases or of one, mixed in short pieces. Identifiers and names with a number are of whole words. */
function isMixed(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  const words = nameWords(value);
  const characters = words.reduce((sum, word) => sum + word.length, 0);
  return characters <= words.length * (ONE_CASE.test(value) ? LONGEST_PIECE_OF_ONE_CASE : LONGEST_PIECE);
}

/** Characters of one alphabet, as evenly spread as random ones are. */
function isRandom(value: string, weak: boolean): boolean {
  const alphabet = ALPHABETS.find(({ pattern }) => pattern.test(value));
  if (alphabet === undefined || (weak && alphabet.size < 62) || !isMixed(value)) return false;
  const bare = value.replace(/=+$/, '');
  return shannonEntropy(bare) >= expectedEntropy(bare.length, alphabet.size) - LEEWAY / Math.sqrt(bare.length);
}

function find(text: string, context: MatchContext): readonly Match[] {
  if (text.length < SHORTEST) return [];
  const whole = wholeValue(text, LONGEST);
  if (whole === undefined) return [];
  const strong = isSecretName(context.name);
  if (!strong && !isKeyName(context.name)) return [];
  const scheme = SCHEME.exec(whole.value)?.[0].length ?? 0;
  const value = whole.value.slice(scheme);
  if (value.length < SHORTEST || UUID.test(value) || URL_OR_PATH.test(value) || DATE.test(value)) return [];
  if (INTEGRITY.test(value) || !isRandom(value, !strong)) return [];
  return [{ start: whole.start + scheme, end: whole.end, value, recognisedAs: strong ? 'pattern' : 'name' }];
}

/**
 * Secrets that only their name and their randomness give away: whole values of 16 to 512 characters under names such as `secret`, `token`, `api_key`,
 * `password`, whose Shannon entropy is about what random characters of their alphabet (hex, base36, base62, base64, printable) have at that length.
 * Under the bare name `key` only values of upper and lower case and digits, recognised by `name`. Normal form: as written.
 * Not: UUIDs, URLs, paths, dates, identifiers; hashes, ETags, integrity values, nonces and CSRF tokens, by their names; passwords that people choose.
 */
export const highEntropy: Matcher = {
  name: 'high-entropy',
  description: 'a random-looking secret under a name of secrets',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
