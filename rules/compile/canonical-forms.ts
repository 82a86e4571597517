import { phoneLibrary } from '../matchers/phone-library.js';
import type { FieldKind } from '../ruleset.js';
import { dateForms } from './date-forms.js';
import { integerForms } from './integer-forms.js';
import { locationForms } from './location-forms.js';
import { nameForms } from './name-forms.js';
import type { FormBoundary, PlantedForm } from './planted-forms.js';

export interface CanonicalForms {
  readonly texts: readonly PlantedForm[];
  /** The ways of writing that software hashes. */
  readonly hashable: readonly string[];
  /** Those of them that it hashes twice: the usual ones. */
  readonly hashedTwice: readonly string[];
  /** Digit strings that may stand with separators between them. */
  readonly digits: readonly string[];
  /** Further numbers whose bytes mean the value. */
  readonly numbers: readonly string[];
}

const uuidShape = /^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$/i;
const macShape = /^(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/i;
const emailShape = /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]+$/;

/** The kind of a planted value that does not say: only what its shape leaves no doubt about. */
export function inferKind(value: string): FieldKind {
  const text = value.trim();
  if (emailShape.test(text)) return 'email';
  if (/^\+\d[\d ().-]{6,20}$/.test(text)) return 'phone';
  if (/^[0-9a-f-]{36}$/i.test(text) && uuidShape.test(text)) return 'uuid';
  if (macShape.test(text)) return 'mac';
  if (/^[1-9]\d{0,19}$/.test(text)) return 'integer';
  return 'text';
}

/** The ways of writing a value of a kind, the value as planted among them. Unicode text comes in both normal forms. */
export function canonicalForms(value: string, as: FieldKind | undefined): CanonicalForms {
  const trimmed = value.trim();
  const texts = new Map<string, PlantedForm>();
  const hashable = new Set<string>();
  const digits = new Set<string>();
  const numbers: string[] = [];
  const add = (text: string, anyCase: boolean): void => {
    for (const form of new Set([text, text.normalize('NFC'), text.normalize('NFD')])) {
      const known = texts.get(form);
      if (form !== '' && (known === undefined || (anyCase && !known.anyCase))) texts.set(form, plain(form, anyCase));
    }
  };
  const hash = (...forms: string[]): void => {
    for (const form of forms) if (form !== '') hashable.add(form);
  };
  const twice = new Set<string>([trimmed]);
  /** The usual way of writing it, of which a hash may be hashed again. */
  const usual = (...forms: string[]): void => {
    hash(...forms);
    for (const form of forms) if (form !== '') twice.add(form);
  };
  /** A number as languages print floating point numbers: `1.848314487e9`, `E+09`. */
  const scientific = (text: string): void => {
    if (!/^[1-9]\d{6,19}$/.test(text)) return;
    const mantissa = text.replace(/0+$/, '');
    // Fewer digits turn up by chance.
    if (mantissa.length < 5) return;
    const exponent = String(text.length - 1);
    for (const sign of ['e', 'e+'])
      for (const written of new Set([exponent, exponent.padStart(2, '0')])) {
        const form = `${mantissa[0]}.${mantissa.slice(1)}${sign}${written}`;
        texts.set(form, { ...plain(form, true), boundary: 'digits' });
      }
  };
  hash(trimmed);
  const kind = as ?? inferKind(value);
  switch (kind) {
    case 'email': {
      const lower = trimmed.toLowerCase();
      add(lower, true);
      usual(lower);
      const gmail = gmailForms(lower);
      for (const address of gmail.addresses) add(address, true);
      for (const tagged of gmail.tagged) texts.set(tagged, { ...plain(tagged, true), boundary: 'gmail-tag' });
      hash(...gmail.addresses);
      break;
    }
    case 'phone': {
      add(trimmed, false);
      const narrow = trimmed.normalize('NFKC');
      for (const number of phoneDigits(narrow)) digits.add(number);
      const international = narrow.replace(/\D/g, '');
      if (narrow.startsWith('+')) usual(`+${international}`, international);
      hash(...digits, ...writtenPhones(narrow));
      break;
    }
    case 'imei': {
      const bare = trimmed.replace(/\D/g, '');
      add(trimmed, false);
      if (bare !== '') digits.add(bare);
      usual(bare);
      // Without its check digit, and with the version of the software in its place (3GPP TS 23.003, section 6.2).
      if (bare.length === 15) texts.set(bare.slice(0, 14), { ...plain(bare.slice(0, 14), false), boundary: 'number' });
      break;
    }
    case 'uuid': {
      const hex = trimmed.replace(/[^0-9a-f]/gi, '').toLowerCase();
      add(trimmed, true);
      if (hex.length === 32) {
        const dashed = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
        add(dashed, true);
        add(dashed.replaceAll('-', '_'), true);
        add(hex, true);
        usual(dashed, hex);
        hash(dashed.toUpperCase(), hex.toUpperCase());
      }
      break;
    }
    case 'mac': {
      const hex = trimmed.replace(/[^0-9a-f]/gi, '').toLowerCase();
      add(trimmed, true);
      if (hex.length === 12) {
        const pairs = hex.match(/../g) ?? [];
        add(hex, true);
        const dotted = (hex.match(/..../g) ?? []).join('.');
        for (const separator of [':', '-', ' ', '_', '.']) add(pairs.join(separator), true);
        add(dotted, true);
        // As BSD and Android print it: no zero in front.
        const short = pairs.map((pair) => pair.replace(/^0/, '')).join(':');
        if (!texts.has(short)) texts.set(short, { ...plain(short, true), boundary: 'word' });
        usual(pairs.join(':'), hex);
        for (const form of [hex, dotted, pairs.join(':'), pairs.join('-')]) hash(form, form.toUpperCase());
      }
      break;
    }
    case 'location':
      add(trimmed, false);
      for (const form of locationForms(trimmed)) {
        texts.set(form.text, form);
        // As a pair in the order in which it is planted, which is how programs put one together.
        if (form.half === undefined && /^[^,]+, ?[^,]+$/.test(form.text) && latitudeFirst(trimmed, form.text)) hash(form.text);
      }
      break;
    case 'name': {
      const { written, hashed } = nameForms(trimmed);
      for (const form of written) add(form, true);
      hash(...hashed);
      break;
    }
    case 'date': {
      const forms = dateForms(trimmed);
      add(trimmed, false);
      for (const text of forms.written) texts.set(text, { ...plain(text, true), boundary: 'digits' });
      usual(...forms.usual);
      hash(...forms.hashed);
      numbers.push(...forms.epochs);
      break;
    }
    case 'token':
      add(trimmed, /^[0-9a-f]+$/i.test(trimmed) && /[a-f]/i.test(trimmed));
      scientific(trimmed);
      break;
    case 'integer':
    case 'text':
      add(trimmed, false);
      scientific(trimmed);
      if (kind === 'integer') for (const form of integerForms(trimmed)) if (!texts.has(form.text)) texts.set(form.text, form);
      break;
  }
  return { texts: [...texts.values()], hashable: [...hashable], hashedTwice: [...twice], digits: [...digits], numbers };
}

function plain(text: string, anyCase: boolean): PlantedForm {
  return { text, transforms: [], hashed: false, anyCase, boundary: boundaryOf(text) };
}

function boundaryOf(text: string): FormBoundary {
  if (/^\+?\d+$/.test(text)) return 'digits';
  return text.length < 8 ? 'word' : 'none';
}

/**
 * Dots and tags mean nothing to Gmail, so trackers strip them before they hash, and either of its two names will do. `tagged`: what stands in
 * front of a tag. Empty for other hosts, whose tags are part of the address.
 */
function gmailForms(lower: string): { readonly addresses: readonly string[]; readonly tagged: readonly string[] } {
  const at = lower.lastIndexOf('@');
  const host = lower.slice(at + 1);
  if (host !== 'gmail.com' && host !== 'googlemail.com') return { addresses: [], tagged: [] };
  const local = lower.slice(0, at);
  const untagged = local.replace(/\+.*$/, '');
  const bare = untagged.replaceAll('.', '');
  const hosts = [host, host === 'gmail.com' ? 'googlemail.com' : 'gmail.com'];
  const addresses = hosts.flatMap((name) => [local, untagged, bare].map((one) => `${one}@${name}`));
  // Gmail has no shorter ones, and a shorter one could not be scanned for.
  const tagged = [untagged, bare].filter((one) => one.length >= 4).map((one) => `${one}+`);
  return { addresses: [...new Set(addresses)], tagged: [...new Set(tagged)] };
}

/** Whether a pair begins as the planted one does: the other order is written, too, but seldom hashed. */
function latitudeFirst(planted: string, written: string): boolean {
  return planted.replace(/^\+/, '').slice(0, 3) === written.slice(0, 3);
}

/** As the library writes a number for people, nationally and internationally. */
function writtenPhones(text: string): readonly string[] {
  const parsed = text.startsWith('+') ? phoneLibrary().parsePhoneNumberFromString(text) : undefined;
  return parsed === undefined ? [] : [parsed.formatNational(), parsed.formatInternational()];
}

/** E.164 digits, with `00`, with a trunk zero in brackets, national with and without trunk prefix. */
function phoneDigits(text: string): readonly string[] {
  const all = text.replace(/\D/g, '');
  if (all === '') return [];
  const found = new Set([all]);
  if (text.startsWith('+')) {
    found.add(`00${all}`);
    const parsed = phoneLibrary().parsePhoneNumberFromString(text);
    if (parsed !== undefined) {
      const trunk = parsed.formatNational().replace(/\D/g, '');
      // Shorter ones turn up by chance.
      for (const national of [trunk, parsed.nationalNumber]) if (national.length >= 8) found.add(national);
      if (trunk !== parsed.nationalNumber) found.add(`${parsed.countryCallingCode}${trunk}`);
    }
  }
  return [...found];
}
