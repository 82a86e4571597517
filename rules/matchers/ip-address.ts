import ipaddr from 'ipaddr.js';
import { characterClass } from './character-class.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameWords } from './name-words.js';

const LONGEST_V6 = 45;
const DOT = 0x2e;
const COLON = 0x3a;
const SLASH = 0x2f;
const DASH = 0x2d;
const UNDERSCORE = 0x5f;

const VERSION_WORDS = new Set('version versions ver v build release sdk firmware fw os app ua useragent agent browser oid'.split(' '));
const VERSION_BEFORE = /(?:(?<![a-z])(?:v|ver|oid)|version|build|release|firmware|sdk)["'\s]{0,2}[:=]?["'\s]{0,2}$/i;
const LOOK_BACK = 24;

function isVersionName(name: string | undefined): boolean {
  return name !== undefined && nameWords(name).some((word) => VERSION_WORDS.has(word));
}

/** `Chrome/120.0.6099.1` and `lib-1.2.3.4`, but not `http://192.0.2.1` or a Java `/192.0.2.1`. */
function startsVersion(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === SLASH) {
    const earlier = text.charCodeAt(start - 2);
    return characterClass.alphanumeric(earlier) || earlier === 0x29 || earlier === UNDERSCORE;
  }
  return VERSION_BEFORE.test(text.slice(Math.max(0, start - LOOK_BACK), start));
}

/** Reads `d.d.d.d` at `start`; returns the octets and the end, or `undefined`. Leading zeros and values above 255 are no addresses. */
function readOctets(text: string, start: number): { octets: readonly number[]; end: number } | undefined {
  const octets: number[] = [];
  let index = start;
  for (;;) {
    const from = index;
    let value = 0;
    while (index - from < 4 && characterClass.digit(text.charCodeAt(index))) value = value * 10 + text.charCodeAt(index++) - 0x30;
    const length = index - from;
    if (length === 0 || length > 3 || value > 255 || (length > 1 && text.charCodeAt(from) === 0x30)) return undefined;
    octets.push(value);
    if (octets.length === 4) return { octets, end: index };
    if (text.charCodeAt(index++) !== DOT) return undefined;
  }
}

/** Addresses that say nothing of a device: this network, loopback, multicast and above, and `120.0.0.0`, the shape of a browser version. */
function saysNothing([first = 0, second = 0, third = 0, fourth = 0]: readonly number[]): boolean {
  return first === 0 || first === 127 || first >= 224 || (second === 0 && third === 0 && fourth === 0);
}

function touches(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (characterClass.alphanumeric(before) || before === DOT || before === DASH || before === UNDERSCORE) return true;
  if (characterClass.alphanumeric(after) || after === DASH || after === UNDERSCORE) return true;
  // `192.0.2.1.` may end a sentence; `192.0.2.1.nip.io` and a longer run of numbers go on.
  return after === DOT && characterClass.alphanumeric(text.charCodeAt(end + 1));
}

function findV4(text: string, context: MatchContext, matches: Match[]): void {
  if (isVersionName(context.name)) return;
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', dot + 1)) {
    let start = dot;
    while (dot - start < 4 && characterClass.digit(text.charCodeAt(start - 1))) start--;
    if (start === dot || dot - start > 3) continue;
    const read = readOctets(text, start);
    if (read === undefined || touches(text, start, read.end) || saysNothing(read.octets) || startsVersion(text, start)) continue;
    matches.push({ start, end: read.end, value: read.octets.join('.'), recognisedAs: 'pattern' });
    dot = read.end;
  }
}

/** Global unicast, unique local, link-local, and the forms that carry an IPv4 address; not loopback, multicast or a chance `a::b`. */
function v6Value(token: string): string | undefined {
  const groups = token.split(':');
  // Eight pairs of hex digits are an EUI-64.
  if (groups.length === 8 && groups.every((group) => group.length === 2)) return undefined;
  if (!ipaddr.IPv6.isValid(token)) return undefined;
  const address = ipaddr.IPv6.parse(token);
  if (address.isIPv4MappedAddress()) {
    const mapped = address.toIPv4Address();
    return saysNothing(mapped.octets) ? undefined : mapped.toString();
  }
  const first = address.parts[0] ?? 0;
  const located = (first & 0xe000) === 0x2000 || (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80;
  const nat64 = first === 0x64 && address.parts[1] === 0xff9b;
  return located || nat64 ? address.toRFC5952String() : undefined;
}

function isV6(code: number): boolean {
  return characterClass.hex(code) || code === COLON || code === DOT;
}

function findV6(text: string, matches: Match[]): void {
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let start = colon;
    while (colon - start < 5 && characterClass.hex(text.charCodeAt(start - 1))) start--;
    let end = colon + 1;
    let colons = 1;
    while (end < text.length && isV6(text.charCodeAt(end))) if (text.charCodeAt(end++) === COLON) colons++;
    const next = end;
    // A word that ends in hex digits (`id:2001:db8::1`) or a single colon is not part of it.
    const word = text.charCodeAt(start - 1);
    if (characterClass.alphanumeric(word) || word === UNDERSCORE) start = colon;
    if (text.charCodeAt(start) === COLON && text.charCodeAt(start + 1) !== COLON) start++;
    while (end > start && (text.charCodeAt(end - 1) === DOT || (text.charCodeAt(end - 1) === COLON && text.charCodeAt(end - 2) !== COLON)))
      end--;
    const after = text.charCodeAt(next);
    const apart = !characterClass.alphanumeric(after) && after !== UNDERSCORE;
    if (colons >= 2 && end - start <= LONGEST_V6 && apart) {
      const value = v6Value(text.slice(start, end));
      if (value !== undefined) matches.push({ start, end, value, recognisedAs: 'pattern' });
    }
    colon = next - 1;
  }
}

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (text.includes(':')) findV6(text, matches);
  if (!text.includes('.')) return matches;
  const four: Match[] = [];
  findV4(text, context, four);
  return matches.length === 0 ? four : merge(matches, four);
}

/** Both lists in order of place. The dotted tail of an IPv6 address is not an address of its own. */
function merge(six: readonly Match[], four: readonly Match[]): readonly Match[] {
  const merged: Match[] = [];
  let next = 0;
  for (const match of four) {
    while (next < six.length && (six[next]?.start ?? 0) <= match.start) merged.push(six[next++]!);
    if (match.start >= (merged.at(-1)?.end ?? 0)) merged.push(match);
  }
  return [...merged, ...six.slice(next)];
}

/**
 * IP addresses as text: IPv4 in four decimal octets, IPv6 in any form of RFC 4291, section 2.2. Private addresses count, since
 * they describe the device's network. Normal form: RFC 5952; an IPv4-mapped address gives the IPv4 address.
 * Not: versions (`Chrome/120.0.6099.1`, a name such as `app_version`), object identifiers, loopback, multicast, names that
 * contain an address, MAC addresses and EUI-64.
 */
export const ipAddress: Matcher = {
  name: 'ip-address',
  description: 'an IP address',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
