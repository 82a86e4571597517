import { characterClass } from './character-class.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameTest } from './name-test.js';
import { wholeValue } from './whole-value.js';

const SHORTEST = 12;
/** From the first separator on: most texts stop here. */
const SEPARATED = /[:-][0-9a-f]{2}[:-][0-9a-f]{2}[:-][0-9a-f]{2}[:-]|\.[0-9a-f]{4}\.[0-9a-f]{4}/gi;
/** Six octets with the same separator, or three groups of four digits with dots. */
const WRITTEN = /^(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})/i;
const LONGEST = 17;
const SEPARATORS = new Set([...':-.'].map((character) => character.charCodeAt(0)));
/** As far back as a line of a hex dump may be indented. */
const INDENT = 24;
/** What Android and iOS give instead of the address. */
const CONSTANT = '020000000000';

const isMacName = nameTest({
  says: 'mac macaddr macaddress wifimac wlanmac btmac ethernetmac bluetoothmac bssid hwaddr hwaddress hardwareaddress bluetoothaddress btaddr btaddress wlanaddr',
  unless: 'hash sha1 sha256 md5 hmac key algorithm os osx version secret code token',
});

/** An address of one interface: not null or broadcast, not a group's (IEEE 802-2014, 8.2.2), not one octet repeated, not a constant. */
function isOfInterface(digits: string): boolean {
  if (digits === CONSTANT || (Number.parseInt(digits.slice(0, 2), 16) & 1) === 1) return false;
  return new Set(digits.match(/../g)).size > 1;
}

function isOneCase(digits: string): boolean {
  return digits === digits.toLowerCase() || digits === digits.toUpperCase();
}

/** A group of hexadecimal digits and a separator before it, or two separators: part of a longer dump or of an IPv6 address. Not `mac:`. */
function followsGroup(text: string, start: number): boolean {
  if (!SEPARATORS.has(text.charCodeAt(start - 1))) return false;
  let index = start - 2;
  for (let length = 0; length < 5; length++, index--) {
    const code = text.charCodeAt(index);
    if (!characterClass.alphanumeric(code)) return true;
    if (!characterClass.hex(code)) return false;
  }
  return false;
}

/** The last line of an indented dump: `:\n    aa:bb:cc:dd:ee:ff`. */
function endsDump(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  return (
    (before === 0x20 || before === 0x09 || before === 0x0a) &&
    /[0-9a-f]{2}:\r?\n[ \t]*$/i.test(text.slice(Math.max(0, start - INDENT), start))
  );
}

function isAlone(text: string, start: number, end: number): boolean {
  if (characterClass.alphanumeric(text.charCodeAt(start - 1)) || endsDump(text, start)) return false;
  const after = text.charCodeAt(end);
  if (characterClass.alphanumeric(after)) return false;
  // A dot or a colon may go on with the sentence, not with more digits.
  return !SEPARATORS.has(after) || !(characterClass.alphanumeric(text.charCodeAt(end + 1)) || text.charCodeAt(end + 1) === after);
}

function normal(digits: string): string {
  return digits.toLowerCase().replace(/(..)(?=.)/g, '$1:');
}

function find(text: string, context: MatchContext): readonly Match[] {
  if (text.length < SHORTEST) return [];
  const matches: Match[] = [];
  SEPARATED.lastIndex = 0;
  for (let found = SEPARATED.exec(text); found !== null; found = SEPARATED.exec(text)) {
    const start = found.index - (found[0].startsWith('.') ? 4 : 2);
    SEPARATED.lastIndex = found.index + 1;
    const written = start < 0 || followsGroup(text, start) ? undefined : WRITTEN.exec(text.slice(start, start + LONGEST))?.[0];
    if (written === undefined) continue;
    const end = start + written.length;
    const digits = written.replace(/[:.-]/g, '');
    if (!isAlone(text, start, end) || !isOneCase(digits) || !isOfInterface(digits)) continue;
    // Times and dates: `10:20:30:40:50:60`, `20-24-01-31-23-59`.
    if (!/[a-f]/i.test(digits) && !isMacName(context.name)) continue;
    matches.push({ start, end, value: normal(digits), recognisedAs: 'pattern' });
    SEPARATED.lastIndex = end;
  }
  if (matches.length > 0) return matches;
  const whole = wholeValue(text, SHORTEST);
  if (whole === undefined || !/^[0-9a-f]{12}$/i.test(whole.value) || !isMacName(context.name)) return matches;
  if (!isOneCase(whole.value) || !isOfInterface(whole.value)) return matches;
  return [{ start: whole.start, end: whole.end, value: normal(whole.value), recognisedAs: 'name' }];
}

/**
 * MAC addresses (EUI-48, IEEE 802) of interfaces and access points: six octets with colons or dashes, `0123.4567.89ab`, or, under a name that says
 * so (`mac`, `bssid`), twelve digits, recognised by `name`. Addresses that the device made up (locally administered) count: they tell it apart
 * on its network. Normal form: lower-case with colons.
 * Not: null, broadcast and group addresses, `02:00:00:00:00:00`, which systems give instead; times, parts of IPv6 addresses and of hex dumps.
 */
export const macAddress: Matcher = {
  name: 'mac-address',
  description: 'a MAC address',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
