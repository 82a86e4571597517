import { isCountingName } from './is-counting-name.js';
import { isPartOfMore } from './is-part-of-more.js';
import { luhn } from './luhn.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { labelBefore } from './national-ids/id-name.js';

const DIGITS = 15;
/** Type allocation code (8), serial number (6) and check digit, in one piece or in groups with the same separator. */
const CANDIDATE = /\b(?:\d{2}([ -]?)\d{6}\1\d{6}\1\d|\d{8}([ -])\d{6}\2\d)/g;
/** Most texts stop here. */
const QUICK = /\b\d\d[ -]?\d{6}[ -]?\d{6}[ -]?\d/;
/** The bodies that report allocations (GSMA TS.06), those of the past included. */
const BODIES = new Set('01 10 30 33 35 44 45 49 50 51 52 53 54 86 91 98 99'.split(' '));
/** Those of nearly all devices in use: where no name speaks for an IMEI, one random number in 300 passes even so. */
const COMMON_BODIES = new Set('01 35 86'.split(' '));
/** Numbers of fewer different digits are made up. */
const LEAST_DIFFERENT = 4;

const isImeiName = nameTest({
  says: 'imei imeis imei1 imei2 deviceimei imeinumber imeino imeisv',
  unless: 'hash sha1 sha256 md5 hmac type kind status valid verified count length updated at',
});

/** Where older devices put their IMEI. */
const isDeviceName = nameTest({
  says: 'device deviceid deviceids deviceno devicenumber phone phoneid handset equipment hardware hardwareid terminal terminalid udid did serial serialnumber',
  unless: 'count time timestamp ts token session event',
});

function recognise(
  digits: string,
  grouped: boolean,
  text: string,
  start: number,
  context: MatchContext,
): Match['recognisedAs'] | undefined {
  if (!BODIES.has(digits.slice(0, 2)) || !luhn(digits) || new Set(digits).size < LEAST_DIFFERENT) return undefined;
  if (isImeiName(context.name) || isImeiName(labelBefore(text, start))) return 'checksum';
  if (!COMMON_BODIES.has(digits.slice(0, 2))) return undefined;
  if (grouped) return 'pattern';
  // Otherwise only as a whole value: running text is full of numbers.
  if (text.trim().length !== DIGITS || isCountingName(context.name)) return undefined;
  return isDeviceName(context.name) ? 'pattern' : 'name';
}

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (text.length < DIGITS || !QUICK.test(text)) return matches;
  for (const { index, 0: written } of text.matchAll(CANDIDATE)) {
    const end = index + written.length;
    if (isPartOfMore(text, index, end)) continue;
    const value = written.replace(/[ -]/g, '');
    const recognisedAs = recognise(value, written.length > DIGITS, text, index, context);
    if (recognisedAs !== undefined) matches.push({ start: index, end, value, recognisedAs });
  }
  return matches;
}

/**
 * IMEIs, the numbers of mobile devices (3GPP TS 23.003, 6.2): 15 digits with the prefix of a reporting body and a Luhn check digit. Where a name
 * or the word in front says IMEI, recognised by `checksum`; with the prefix of devices in use, in printed groups
 * (`35-209900-176148-1`) or under a name of devices (`device_id`), by `pattern`; as a whole value under any other name by `name`, since one random number in
 * 300 is one. Normal form: digits only.
 * Not: numbers under names of IDs, times and counters; IMEIs without their check digit or with a software version; MEIDs with letters.
 */
export const imei: Matcher = {
  name: 'imei',
  description: 'an IMEI',
  options: {},
  surest: 'checksum',
  prepare: () => ({ recognisedAs: 'checksum', find }),
};
