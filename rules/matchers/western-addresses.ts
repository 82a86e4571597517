import type { Match } from './matcher.js';

/** How far before its postcode an address begins, at most. */
const REACH = 90;
const STATES = new Set(
  (
    'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY ' +
    'DC PR'
  ).split(' '),
);
const AREAS = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP ' +
    'IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA ' +
    'TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE'
  ).split(' '),
);
const US = /\b([A-Z]{2}),? (\d{5})(?:-\d{4})?(?![\d-])/g;
const UK = /\b([A-Z]{1,2})\d[A-Z\d]? \d[A-Z]{2}(?![A-Za-z\d])/g;
const CONTINENT = /\b\d{5} [A-ZÀ-Ý][a-zß-ÿ]{2,30}/g;
/** Most texts stop here. */
const QUICK = /[ \n-]\d(?:\d{4}(?!\d)|[A-Z]{2}(?![A-Za-z\d]))/;

const CITY = /^\s?[A-Z][A-Za-z.' -]{1,30}$/;
const STREET = /(?:^|[\s:;(>"'])(\d{1,6}[A-Za-z]? [A-Z0-9][A-Za-z0-9.' #-]{2,40})$/;
/** A street ends with a word for one; a direction may follow. */
const STREET_WORD =
  /(?:Street|Road|Lane|Avenue|Boulevard|Close|Drive|Way|Court|Place|Square|Gardens|Crescent|Terrace|Row|Hill|Park|Parkway|Highway|Circle|Grove|Mews|Walk|Green|Broadway|St|Rd|Ave|Ln|Dr|Blvd|Ct|Pl|Sq|Pkwy|Hwy|Cir|Ter)\.?(?: [NSEW]{1,2}\.?)?$/;
const GERMAN =
  /[A-ZÄÖÜ][A-Za-zÄÖÜäöüß. -]{1,40}?(?:straße|strasse|str\.|Straße|weg|platz|allee|gasse|ring|damm|ufer|markt) ?\d{1,4} ?[a-z]?,?\s{1,2}(?:D-)?$/;
const FRENCH =
  /(?<!\d)\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|bd|place|chemin|impasse|allée|quai|cours|route) [\wÀ-ÿ' .-]{2,50},?\s{1,2}(?:F-)?$/i;

/** The parts before a postcode, the nearest first, with where each begins. Commas and line breaks part them. */
function partsBefore(text: string, from: number, to: number): readonly { readonly part: string; readonly start: number }[] {
  const parts: { part: string; start: number }[] = [];
  let start = from;
  for (const part of text.slice(from, to).split(/[,\n]/)) {
    if (part.trim() !== '') parts.unshift({ part, start });
    start += part.length + 1;
  }
  return parts;
}

/** The street among the nearest parts: a number and a name that ends with a word for a street. Where it begins. */
function streetStart(parts: ReturnType<typeof partsBefore>): number | undefined {
  for (const { part, start } of parts) {
    const written = part.trimEnd();
    const street = STREET.exec(written)?.[1];
    if (street !== undefined && STREET_WORD.test(street)) return start + written.length - street.length;
  }
  return undefined;
}

function findUnitedStates(text: string, matches: Match[]): void {
  let free = 0;
  for (const { index, 0: written, 1: state = '' } of text.matchAll(US)) {
    if (!STATES.has(state)) continue;
    const [city, ...others] = partsBefore(text, Math.max(free, index - REACH), index);
    if (city === undefined || !CITY.test(city.part)) continue;
    // Between street and city may stand a flat.
    free = index + written.length;
    const start = streetStart(others.slice(0, 2));
    if (start !== undefined) add(text, start, index + written.length, matches);
  }
}

function findUnitedKingdom(text: string, matches: Match[]): void {
  let free = 0;
  for (const { index, 0: written, 1: area = '' } of text.matchAll(UK)) {
    if (!AREAS.has(area)) continue;
    const start = streetStart(partsBefore(text, Math.max(free, index - REACH), index).slice(0, 4));
    free = index + written.length;
    if (start !== undefined) add(text, start, free, matches);
  }
}

function findContinent(text: string, matches: Match[]): void {
  let free = 0;
  for (const { index, 0: written } of text.matchAll(CONTINENT)) {
    const from = Math.max(free, index - REACH);
    const lead = text.slice(from, index);
    const street = GERMAN.exec(lead) ?? FRENCH.exec(lead);
    free = index + written.length;
    if (street !== null) add(text, from + street.index, free, matches);
  }
}

function add(text: string, start: number, end: number, matches: Match[]): void {
  matches.push({ start, end, value: text.slice(start, end).replace(/\s+/g, ' '), recognisedAs: 'pattern' });
}

/** Addresses as they are written in the USA, the United Kingdom, Germany and France; they may overlap. Looks at 90 characters before each postcode. */
export function findWesternAddresses(text: string): readonly Match[] {
  const matches: Match[] = [];
  if (!QUICK.test(text)) return matches;
  findUnitedStates(text, matches);
  findUnitedKingdom(text, matches);
  findContinent(text, matches);
  return matches;
}
