import { describe, expect, it } from 'vitest';
import { matchers } from '../../../rules/matchers/index.js';
import type { PreparedMatcher } from '../../../rules/matchers/matcher.js';
import fc from '../../harness/fast-check.js';

const OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = { 'random-bytes': { bits: '128' } };
const RANK = ['planted', 'checksum', 'pattern', 'name'];
const MEBIBYTE = 1_048_576;

const prepared: readonly (readonly [string, PreparedMatcher])[] = [...matchers].map(([name, matcher]) => [
  name,
  matcher.prepare(OPTIONS[name] ?? {}),
]);

/** Fragments that matchers care about, so that chance meets their branches. */
const fragment = fc.constantFrom(
  ...[
    '@',
    '.',
    '+',
    '00',
    '-',
    ':',
    '::',
    ' ',
    '4111',
    '1111',
    'a',
    'Z',
    '9',
    '{"',
    '"',
    '\\n',
    '%3C',
    'eyJ',
    'Bearer ',
    'Basic ',
    'AKIA',
    'lat=',
    'lng=',
    '35.681',
    ',',
    '//',
    '_',
    'DE89',
    '3520',
    '8981',
    'imei',
    '00:00:5e',
    '6d92078a-8246-4ba4-ae5b-76104861e7dc',
    'idfa=',
    '〒100-0000',
    '東京都',
    'IL 62704',
    '1990-04-01',
    'MIIE',
    'iPhone14,5',
    'iOS 17',
    'Asia/Tokyo',
    'JSESSIONID=',
    'OggS',
    '\u0080',
    '\u0000\u0000\u0001g',
    '\u0000',
    'é',
    '😀',
    '\ud800',
  ],
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join('')),
);

describe('every matcher', () => {
  it.each([...matchers])('%s is registered under its own name and says what it finds', (name, matcher) => {
    expect(matcher.name).toBe(name);
    expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(matcher.description).toMatch(/^(?:an?|random) /);
  });

  it.each(prepared)('%s returns ordered, disjoint ranges within the text, and never throws', (name, matcher) => {
    const surest = RANK.indexOf(matchers.get(name)?.surest ?? '');
    fc.assert(
      fc.property(
        text,
        fc.option(
          fc.constantFrom(
            'phone',
            'lat',
            'authorization',
            'ord',
            'version',
            'idfa',
            'dob',
            'token',
            'carrier',
            'address',
            'model',
            'sid',
            'd',
            '😀',
          ),
          { nil: undefined },
        ),
        (given, field) => {
          let free = 0;
          for (const { start, end, value, recognisedAs } of matcher.find(given, field === undefined ? {} : { name: field })) {
            expect(start).toBeGreaterThanOrEqual(free);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(given.length);
            expect(value).not.toBe('');
            expect(RANK.indexOf(recognisedAs)).toBeGreaterThanOrEqual(surest);
            free = end;
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** Texts that make a careless scanner start over at every character. */
const HOSTILE = [
  'a@',
  '@',
  'a.',
  '1.2.3.',
  '1.',
  '+1 ',
  '+',
  '00 ',
  '00',
  '4111 ',
  '4',
  '4111-',
  ':',
  'a:',
  '::',
  'f:f',
  '-',
  'eyJ',
  'eyJ.',
  'Bearer ',
  'basic ',
  'basic QUFB',
  'AKIA.',
  'xoxb-',
  'ghp_a ',
  'lat=1.111 ',
  '1.111,',
  'a/',
  'A1b/',
  ' ',
  'aB1',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  'DE89 ',
  'aa:',
  'aa-bb-',
  '89',
  '35-209900 ',
  '-4ba4-ae5b',
  'IL 62704 ',
  'A, IL 62704 ',
  '東京都',
  '1号',
  '路1号',
  '로1',
  'MIIEvQIBADAN',
  'M.aaaaaa.',
  '1:AA',
  'eyJhbGci.',
  '{"kty"',
  'Asia/A',
  'iPhone1',
  'moto ',
  'OS 1.',
  'OggS',
  '\0\0\x01g',
  '\0\0\x01@\x01',
  '\xff\xf1',
  '\xff\xfb\x90',
  'ftyp\0\0\0\x18',
  '\0',
];

describe('every matcher, given a mebibyte of one pattern,', () => {
  // Thirty-two mebibytes a matcher: in proportion to the text that takes a second or two, squared it would take days.
  it.each(prepared)('%s does work in proportion to the text', (_, matcher) => {
    for (const pattern of HOSTILE) {
      const hostile = pattern.repeat(Math.ceil(MEBIBYTE / pattern.length));
      expect(matcher.find(hostile, {}).length).toBeLessThanOrEqual(hostile.length / 2);
    }
  });

  it.each([
    ['email', 'a@b.example,'],
    ['ip-address', '192.0.2.1,'],
    ['ip-address', '2001:db8::1 '],
    ['uuid', '6d92078a-8246-4ba4-ae5b-76104861e7dc,'],
    ['credit-card', '4111111111111111,'],
    ['phone', '+819012345678,'],
    ['api-key', '-----BEGIN PRIVATE KEY-----\n'],
    ['precise-location', 'lat=35.681&lng=139.767;'],
    ['basic-credentials', 'Basic amFuZTpzZWNyZXQ= '],
    ['iban', 'DE89370400440532013000,'],
    ['mac-address', '00:00:5e:00:53:af,'],
    ['imei', 'imei=490154203237518&'],
    ['imsi', 'imsi=001010123456789&'],
    ['advertising-id', 'idfa=6d92078a-8246-4ba4-ae5b-76104861e7dc&'],
    ['device-model', 'iPhone14,5 '],
    ['os-version', 'Android 14;'],
    ['time-zone', 'Asia/Tokyo '],
    ['private-key', '-----BEGIN PRIVATE KEY-----\n'],
    ['session-cookie', 'PHPSESSID=q8v7n2k4h1s9d0f6;'],
    ['postal-address', '1 Example Street, Springfield, IL 62704;'],
  ])('%s finds each %j, none twice', (name, pattern) => {
    const count = Math.floor(MEBIBYTE / pattern.length);
    expect(prepared.find(([own]) => own === name)?.[1].find(pattern.repeat(count), {})).toHaveLength(count);
  });
});
