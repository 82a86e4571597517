import { characterClass } from '../character-class.js';
import { nameWords } from '../name-words.js';

/** What a person's identity number is called whatever the country. */
const GENERAL_NAMES: ReadonlySet<string> = new Set(
  (
    'nationalid nationalidno nationalidnumber nationalidentity nationalidentitynumber nationalidentificationnumber idcard idcardno idcardnum ' +
    'idcardnumber identitycard identityno identitynumber identitydocument personalid personalidnumber personalidentitynumber ' +
    'personalidentificationnumber personidnumber governmentid governmentidnumber govid citizenid citizenidnumber socialsecurity ' +
    'socialsecurityno socialsecuritynumber socialinsurancenumber'
  ).split(' '),
);

/** With one of these beside it the name speaks of something else: when the number was checked, how many there are, its hash. */
const OTHER_WORDS = new Set(
  (
    'hash sha1 sha256 md5 hmac token type kind version status state time timestamp ts at date created updated modified expires expiry ' +
    'count counter length len size max min seq sequence'
  ).split(' '),
);

/** Names of values that count, order, pay or identify something technical, or are random. */
const COUNTING_WORDS = new Set(
  (
    'id ids gid uid pid time timestamp ts date nonce seq sequence trace span random rand rnd seed cachebuster cachebust cb ord ' +
    'correlator cache hash etag digest checksum version build revision offset size length count counter bytes session request event message ' +
    'order orderno invoice receipt transaction txn reference ref coupon code sku ean gtin barcode serial lot batch tracking shipment parcel ' +
    'ticket booking amount price total sum balance revenue duration latency index snowflake pixel ' +
    'width height viewbox sizes coords points quadkey tile geohash nanos micros millis elapsed uptime'
  ).split(' '),
);

const MOST_WORDS = 12;
const LONGEST_PHRASE = 6;
const LONGEST_FIELD_NAME = 128;
const ACCENTS = /\p{M}/gu;

/** A name, taken apart once for all kinds that ask. */
export interface ReadName {
  /** One to six words that follow each other, joined. */
  readonly phrases: ReadonlySet<string>;
  /** The name itself, where it has characters beyond ASCII: names in other scripts are looked for in it. */
  readonly foreign: string;
  /** It speaks of something other than the number itself. */
  readonly other: boolean;
  readonly counting: boolean;
}

const NO_NAME: ReadName = { phrases: new Set(), foreign: '', other: false, counting: false };

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** Reads a field's name, or the words in front of a number. Of these only the last twelve count. */
export function readName(name: string): ReadName {
  if (name === '') return NO_NAME;
  const given = name.slice(-LONGEST_FIELD_NAME);
  const ascii = isAscii(given);
  const words = nameWords(ascii ? given : given.normalize('NFD').replace(ACCENTS, '')).slice(-MOST_WORDS);
  const phrases = new Set<string>();
  for (let from = 0; from < words.length; from++) {
    let phrase = '';
    for (const word of words.slice(from, from + LONGEST_PHRASE)) {
      phrase += word;
      phrases.add(phrase);
    }
  }
  return {
    phrases,
    foreign: ascii ? '' : given.normalize('NFC'),
    other: words.some((word) => OTHER_WORDS.has(word)),
    counting: words.some((word) => COUNTING_WORDS.has(word)),
  };
}

/** Whether a name is one of `names`, or a general one of a person's identity number, and nothing beside it says otherwise. */
export function saysSo(name: ReadName, names: ReadonlySet<string>): boolean {
  if (name.other) return false;
  for (const phrase of name.phrases) if (names.has(phrase) || GENERAL_NAMES.has(phrase)) return true;
  if (name.foreign === '') return false;
  for (const known of names) if (!isAscii(known) && name.foreign.includes(known)) return true;
  return false;
}

const LONGEST_LABEL = 40;
const MOST_BETWEEN = 6;
const BETWEEN = new Set([...' \t\n\r"\'`:=\\>([\0\uff1a\uff1d\u300c'].map((character) => character.charCodeAt(0)));
const DELIMITERS = new Set([...'\n\r,;{}&?|"\'`<>()[]=\0\u3002\u3001\uff0c'].map((character) => character.charCodeAt(0)));

/**
 * The words right before a place in a text, back to a delimiter: `ssn` in `{"ssn":"…`, `cpf` in `&cpf=…`, `My Number` in `My Number: …`.
 * Looks at no more than 46 characters. Empty when there are none.
 */
export function labelBefore(text: string, start: number): string {
  let end = start;
  while (end > 0 && start - end < MOST_BETWEEN && BETWEEN.has(text.charCodeAt(end - 1))) end--;
  let from = end;
  let letters = false;
  while (from > 0 && end - from < LONGEST_LABEL) {
    const code = text.charCodeAt(from - 1);
    if (DELIMITERS.has(code)) break;
    letters ||= code > 0x7f || characterClass.letter(code);
    from--;
  }
  return letters ? text.slice(from, end) : '';
}
