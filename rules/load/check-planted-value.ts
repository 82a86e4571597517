import { fewest, isWeakInteger, telling } from '../compile/is-weak-integer.js';
import type { FieldKind } from '../ruleset.js';

/** Texts that any app sends. Compared in lower case. */
const commonTexts = new Set(
  (
    'android application anonymous authorization browser chrome client connection content cookie country default delete desktop device disabled ' +
    'display english enabled example example.com external failed female firefox french german google iphone japanese language locale localhost ' +
    'location loading manual mobile mozilla network number object online offline option password platform private production profile public ' +
    'request response result safari samsung secret service session status string submit success system tablet test123 testing tester test@test.com ' +
    'test@example.com undefined unknown update username user-agent version visitor website windows nothing qwerty qwertz azerty letmein ' +
    'password1 password123 admin123 qwerty123 abc123 iloveyou welcome foobar foo@bar.com foobarbaz abcdef abcdefg abcdefgh application/json ' +
    // Addresses of the machine itself, and hashes of nothing: MD5, SHA-1, SHA-256.
    '127.0.0.1 255.255.255.255 d41d8cd98f00b204e9800998ecf8427e da39a3ee5e6b4b0d3255bfef95601890afd80709 ' +
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  ).split(' '),
);

/** Seconds and milliseconds of days, weeks, months and years, as caches are told; the limits of whole numbers. */
const commonNumbers = new Set(
  (
    '2592000 2628000 5184000 7776000 15552000 15768000 31536000 31556952 31622400 63072000 3600000 7200000 43200000 86400000 172800000 604800000 ' +
    '2592000000 31536000000 2147483647 2147483648 4294967295 4294967296 16777215 16777216 9007199254740991 9007199254740992 9223372036854775807 18446744073709551615'
  ).split(' '),
);
/** As the counting identifiers that programs make for tests, or for nobody: zeros and one or two digits. */
const nearlyZero = /^0{10,}[0-9a-f]{1,2}$/;

const ascending = '01234567890123456789';
const descending = '98765432109876543210';

/**
 * Why a text is no use as a planted value, and what would do; nothing when it is fine. A short or common value turns up by chance, so finding
 * it proves nothing. `narrowed`: the field has `under`, which makes any text that is not empty do. A number of a field that says `as: integer` may
 * be shorter, since it is a suspicion then (`isWeakInteger`). The text itself is never in the answer.
 */
export function checkPlantedValue(text: string, narrowed: boolean, as?: FieldKind): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 'a planted value must not be empty';
  if (narrowed) return undefined;
  const instead = 'plant a longer one, or narrow the field with `under`';
  const bare = trimmed.replaceAll(/[-_:.\s{}]/g, '').toLowerCase();
  const characters = [...bare];
  if (characters.length > 0 && characters.every((character) => character === characters[0])) {
    return `this planted value is one character repeated, which turns up by chance; ${instead}`;
  }
  if (nearlyZero.test(bare)) return `this planted value is nothing but zeros and a digit or two, as padding is; ${instead}`;
  const grouped = (as === 'phone' || as === 'imei') && /^[+0-9 ().-]+$/.test(trimmed);
  if (grouped || /^\+?[0-9 ]+$/.test(trimmed)) {
    const digits = trimmed.replaceAll(/[^0-9]/g, '');
    if (digits.length < telling && !isWeakInteger(text, as, narrowed)) {
      const least = as === 'integer' ? fewest : telling;
      const or = as === undefined && digits.length >= fewest ? ', or say `as: integer` to be told of it as a suspicion' : '';
      return `this planted value has ${digits.length} digits; numbers with fewer than ${least} turn up by chance; ${instead}${or}`;
    }
    if (commonNumbers.has(digits) || /^[1-9]0{6,}$/.test(digits))
      return `this planted value is a number that programs use as a length of time, a limit or a round figure; ${instead}`;
    if (ascending.includes(digits) || descending.includes(digits))
      return `this planted value is digits in sequence, which is too common; ${instead}`;
    return undefined;
  }
  // A character beyond ASCII takes two bytes or more, so fewer of them are as telling.
  const weight = [...trimmed].reduce((sum, character) => sum + (character > '\u007f' ? 2 : 1), 0);
  if (weight < 6) return `this planted value has ${[...trimmed].length} characters; texts shorter than 6 turn up by chance; ${instead}`;
  if (commonTexts.has(trimmed.toLowerCase())) return `this planted value is a word that any app sends; ${instead}`;
  return undefined;
}
