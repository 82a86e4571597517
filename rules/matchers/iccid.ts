import { isCountingName } from './is-counting-name.js';
import { isPartOfMore } from './is-part-of-more.js';
import { luhn } from './luhn.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { labelBefore } from './national-ids/id-name.js';

const SHORTEST = 18;
const LONGEST = 20;
/** A filler to the full byte, as it is stored on the card, may stand at the end. */
const CANDIDATE = /\b89\d{16}\d*F?/gi;
/** Telecommunications (ISO/IEC 7812), then a country's calling code (E.164); some write `01` for 1. */
const START = /^89(?:0?1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-69]|3[578]|42|5[09]|6[789]|85|88|9[679])\d)/;
/** Country and issuer of large networks (ITU-T E.118 list), for numbers that no name speaks for. Not complete. */
const ISSUERS = new Set(
  '01260 01410 01150 01170 14800 44100 44110 44300 49020 49200 49220 33010 33100 33200 39010 39100 81100 81200 81300 82050 82300 86000 86010 86020 86030 86040 86060 86070 86090 86110'.split(
    ' ',
  ),
);
const ISSUER_DIGITS = [5, 4];

const isIccidName = nameTest({
  says: 'iccid iccids iccid1 iccid2 ccid simserial simserialnumber simserialno simiccid simcardnumber simnumber simid uicc icc',
  unless: 'hash sha1 sha256 md5 hmac type kind status valid verified count length updated at profile color',
});

function isKnownIssuer(digits: string): boolean {
  return ISSUER_DIGITS.some((count) => ISSUERS.has(digits.slice(2, 2 + count).padEnd(5, '0')));
}

function recognise(digits: string, text: string, start: number, context: MatchContext): Match['recognisedAs'] | undefined {
  if (new Set(digits).size < 4) return undefined;
  const checked = luhn(digits);
  if (isIccidName(context.name) || isIccidName(labelBefore(text, start))) return checked ? 'checksum' : 'name';
  if (!checked || digits.length < SHORTEST + 1 || !isKnownIssuer(digits)) return undefined;
  return text.trim().length <= LONGEST && !isCountingName(context.name) ? 'pattern' : undefined;
}

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (text.length < SHORTEST) return matches;
  for (const { index, 0: written } of text.matchAll(CANDIDATE)) {
    const value = written.replace(/F$/i, '');
    if (written.length > LONGEST || !START.test(value) || isPartOfMore(text, index, index + written.length)) continue;
    const recognisedAs = recognise(value, text, index, context);
    if (recognisedAs !== undefined) matches.push({ start: index, end: index + written.length, value, recognisedAs });
  }
  return matches;
}

/**
 * ICCIDs, the numbers of SIM cards (ITU-T E.118): 18 to 20 digits that begin with 89 and a country's calling code. Where a name or the word in front
 * says so (`iccid`, `sim_serial`), recognised by `checksum` if the Luhn digit is right and by `name` if not, since some issuers print none;
 * else by `pattern`, as a whole value with a right check digit and the prefix of a large network. Normal form: digits only.
 * Not: numbers under names of IDs, times and counters; 64-bit integers that begin with 89 by chance.
 */
export const iccid: Matcher = {
  name: 'iccid',
  description: 'an ICCID, the number of a SIM card',
  options: {},
  surest: 'checksum',
  prepare: () => ({ recognisedAs: 'checksum', find }),
};
