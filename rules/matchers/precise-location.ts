import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameWords } from './name-words.js';

/** Three decimals of a degree are about 110 m. */
const LEAST_DECIMALS = 3;
/** Where nothing but the shape speaks for a place: about 11 m, as a receiver reports it. */
const LEAST_DECIMALS_UNNAMED = 4;
const LONGEST_PAIR = 96;
const REACH = 64;

const NUMBER = '[+-]?[0-9]{1,3}\\.[0-9]{1,17}';
const PRECISE = /\d\.\d{3}/;
const WHOLE_NUMBER = new RegExp(`^${NUMBER}$`);
const WHOLE_PAIR = new RegExp(`^(${NUMBER})(?:\\s{0,2}[,;:|]\\s{0,2}|\\s{1,2}|(?=[+-]))(${NUMBER})(?:/|[,;]\\s{0,2}[+-]?[0-9.]{1,20})?$`);
const PREFIXED = new RegExp(`(?:\\bgeo:|\\bPOINT\\s?\\()(${NUMBER})[, ]\\s?(${NUMBER})`, 'gi');
const LATITUDE_KEY = new RegExp(`(?<![a-z])(?:lat|latitude)(?![a-z])["'\\s\\]]{0,4}[:=]["'\\s]{0,3}(${NUMBER})`, 'gi');
const LONGITUDE_KEY = new RegExp(`(?<![a-z])(?:lon|lng|long|longitude)(?![a-z])["'\\s\\]]{0,4}[:=]["'\\s]{0,3}(${NUMBER})`, 'i');

const LATITUDE_WORDS = new Set(['lat', 'latitude']);
const LONGITUDE_WORDS = new Set(['lon', 'lng', 'long', 'longitude']);
/** Of these names only the whole, or one beside a word for a place, means a coordinate: `lat` is latency and `long` a length as well. */
const AMBIGUOUS_WORDS = new Set(['lat', 'long']);
const PLACE_WORDS = new Set(
  'location loc geo gps ll latlng latlon latlong latitudelongitude coordinate coordinates coords position geolocation place point'.split(
    ' ',
  ),
);

/** In Japanese and Chinese. */
const FOREIGN_LATITUDE = /緯度|纬度/u;
const FOREIGN_LONGITUDE = /経度|經度|经度/u;

function wordsOf(name: string): readonly string[] {
  const words = nameWords(name);
  if (FOREIGN_LATITUDE.test(name)) return [...words, 'latitude'];
  return FOREIGN_LONGITUDE.test(name) ? [...words, 'longitude'] : words;
}

function decimals(number: string): number {
  return number.length - number.indexOf('.') - 1;
}

function isLatitude(number: string): boolean {
  return Math.abs(Number(number)) <= 90;
}

function isLongitude(number: string): boolean {
  return Math.abs(Number(number)) <= 180;
}

/** Both precise enough, one of them a latitude, and not both within a degree of zero, where fractions and ratios are. */
function isPair(first: string, second: string, least: number): boolean {
  if (decimals(first) < least || decimals(second) < least) return false;
  if (Math.abs(Number(first)) <= 1 && Math.abs(Number(second)) <= 1) return false;
  return (isLatitude(first) && isLongitude(second)) || (isLongitude(first) && isLatitude(second));
}

function pairOf(first: string, second: string): string {
  return `${Number(first)},${Number(second)}`;
}

/** The whole text is a pair; its name may say that it is a place. */
function findWholePair(text: string, words: readonly string[]): readonly Match[] {
  const trimmed = text.trim();
  const pair = WHOLE_PAIR.exec(trimmed);
  if (pair === null) return [];
  const [, first = '', second = ''] = pair;
  const named = words.some((word) => PLACE_WORDS.has(word) || LATITUDE_WORDS.has(word));
  if (!isPair(first, second, named ? LEAST_DECIMALS : LEAST_DECIMALS_UNNAMED)) return [];
  const start = text.indexOf(trimmed);
  return [{ start, end: start + trimmed.length, value: pairOf(first, second), recognisedAs: 'pattern' }];
}

/** One coordinate in a field of its own: half a place, told by its name. In a list of coordinates not even the name says which half. */
function findCoordinate(text: string, words: readonly string[]): readonly Match[] {
  const number = text.trim();
  if (!WHOLE_NUMBER.test(number) || !isLongitude(number)) return [];
  const start = text.indexOf(number);
  const match = { start, end: start + number.length, value: String(Number(number)) };
  const named = words.some((word) => (LATITUDE_WORDS.has(word) ? isLatitude(number) : LONGITUDE_WORDS.has(word)));
  if (named) {
    const ambiguous = words.some((word) => AMBIGUOUS_WORDS.has(word));
    if (ambiguous && words.length > 1 && !words.some((word) => PLACE_WORDS.has(word) || word === 'user' || word === 'device')) return [];
    return decimals(number) >= (ambiguous ? LEAST_DECIMALS_UNNAMED : LEAST_DECIMALS) ? [{ ...match, recognisedAs: 'pattern' }] : [];
  }
  const listed = words.some((word) => word === 'coordinates' || word === 'coords');
  return listed && decimals(number) >= LEAST_DECIMALS_UNNAMED ? [{ ...match, recognisedAs: 'name' }] : [];
}

/** `"lat": 35.68124, "lng": 139.76712` within free text, in either order. */
function findLabelled(text: string, matches: Match[]): void {
  let free = 0;
  for (const latitude of text.matchAll(LATITUDE_KEY)) {
    const [whole, north = ''] = latitude;
    if (latitude.index < free) continue;
    const end = latitude.index + whole.length;
    const after = LONGITUDE_KEY.exec(text.slice(end, end + REACH));
    const from = Math.max(free, latitude.index - REACH);
    const before = after === null ? LONGITUDE_KEY.exec(text.slice(from, latitude.index)) : null;
    const east = (after ?? before)?.[1];
    if (east === undefined || !isPair(north, east, LEAST_DECIMALS) || !isLatitude(north)) continue;
    const start = before === null ? latitude.index : from + before.index;
    free = after === null ? end : end + after.index + after[0].length;
    matches.push({ start, end: free, value: pairOf(north, east), recognisedAs: 'pattern' });
  }
}

function findPrefixed(text: string, matches: Match[]): void {
  for (const { index, 0: whole, 1: first = '', 2: second = '' } of text.matchAll(PREFIXED)) {
    if (isPair(first, second, LEAST_DECIMALS)) {
      matches.push({ start: index, end: index + whole.length, value: pairOf(first, second), recognisedAs: 'pattern' });
    }
  }
}

function find(text: string, context: MatchContext): readonly Match[] {
  if (!PRECISE.test(text)) return [];
  if (text.length <= LONGEST_PAIR && /^\s*[+-]?\d/.test(text)) {
    const words = context.name === undefined ? [] : wordsOf(context.name);
    const whole = findWholePair(text, words);
    if (whole.length > 0) return whole;
    const coordinate = findCoordinate(text, words);
    if (coordinate.length > 0) return coordinate;
  }
  const matches: Match[] = [];
  findLabelled(text, matches);
  findPrefixed(text, matches);
  return matches.sort((a, b) => a.start - b.start);
}

/**
 * Places on Earth with three decimals of a degree (about 110 m) or more: a pair in one text (`35.68124,139.76712`, ISO 6709, a
 * `geo:` URI of RFC 5870, WKT points), a labelled pair in free text, or a single coordinate in a field named for it.
 * Normal form: the numbers as JavaScript writes them, in the order found. Not: coarser places, lists of numbers such as SVG
 * paths, pairs within a degree of zero (ratios), postal addresses.
 */
export const preciseLocation: Matcher = {
  name: 'precise-location',
  description: 'a precise location',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
