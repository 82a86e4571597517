import { describe, expect, it } from 'vitest';
import fc from '../../harness/fast-check.js';
import { foundIn, matchesIn } from './found-in.js';

/** Examples that the registry publishes. */
const PUBLISHED = [
  'AT611904300234573201',
  'BE68539007547034',
  'CH9300762011623852957',
  'DE89370400440532013000',
  'ES9121000418450200051332',
  'FR1420041010050500013M02606',
  'GB29NWBK60161331926819',
  'IT60X0542811101000000123456',
  'MT84MALT011000012345MTLCAST001S',
  'NL91ABNA0417164300',
  'NO9386011117947',
  'SA0380000000608010167519',
];
const grouped = (iban: string) => iban.replace(/(.{4})(?=.)/g, '$1 ');

describe('iban finds', () => {
  it.each(PUBLISHED)('%s, in one piece and in groups', (value) => {
    expect(foundIn('iban', value)).toEqual([value]);
    expect(foundIn('iban', grouped(value))).toEqual([value]);
    expect(foundIn('iban', grouped(value).replaceAll(' ', '-'))).toEqual([value]);
    expect(foundIn('iban', grouped(value).replaceAll(' ', '\u00a0'))).toEqual([value]);
    expect(foundIn('iban', `{"iban":"${value}"}`)).toEqual([value]);
    expect(foundIn('iban', `pay to ${grouped(value)} PAY NOW.`)).toEqual([value]);
  });

  it('each of several, with its place, by its check digits', () => {
    expect(matchesIn('iban', 'to DE89370400440532013000,NO9386011117947')).toEqual([
      { start: 3, end: 25, value: 'DE89370400440532013000', recognisedAs: 'checksum' },
      { start: 26, end: 41, value: 'NO9386011117947', recognisedAs: 'checksum' },
    ]);
  });

  it('lower case as a whole value, but not under a name of IDs and hashes', () => {
    expect(foundIn('iban', 'de89370400440532013000')).toEqual(['DE89370400440532013000']);
    expect(foundIn('iban', 'pay to de89370400440532013000')).toEqual([]);
    expect(foundIn('iban', 'de89 3704 0044 0532 0130 00', { name: 'creditorIban' })).toEqual(['DE89370400440532013000']);
    expect(foundIn('iban', 'de89370400440532013000', { name: 'etag' })).toEqual([]);
  });
});

describe('iban does not find', () => {
  it.each([
    'DE88370400440532013000',
    'DE8937040044053201300',
    'DE893704004405320130000',
    'xDE89370400440532013000',
    'DE89370400440532013000x',
    'XX89370400440532013000',
    'DE89370400440532O13000',
    'DE89 3704 0044 0532 01300 0',
    'DE89  3704 0044 0532 0130 00',
    'DE89-3704 0044-0532 0130-00',
    'GB2960161331926819NWBK',
    'SKU DE12 3456 7890',
    '01HF3ZK8DE89V5M2Q7XW9R4T6B',
    'NL91 ABNA',
    'DE89 DE89 DE89',
    '',
  ])('%j', (text) => {
    expect(foundIn('iban', text)).toEqual([]);
  });

  it('an account of which one digit was changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PUBLISHED), fc.nat(), fc.integer({ min: 1, max: 9 }), (iban, place, more) => {
        const at = 4 + (place % (iban.length - 4));
        const digit = iban[at]!;
        fc.pre(/\d/.test(digit));
        const changed = iban.slice(0, at) + String((Number(digit) + more) % 10) + iban.slice(at + 1);
        expect(foundIn('iban', changed)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
