import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { birth, digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneLetter } from './stdnum-check.js';

const letter = fc.constantFrom(...oneLetter);
const place = fc.tuple(fc.constantFrom(...'ABCDEFGHILMZ'), digits(3)).map(([first, number]) => first + number);
const ids = fc
  .tuple(fc.constantFrom('RSSMRA', 'FOXDAA', 'AIOLEE', 'BNCGPP'), birth, fc.constantFrom(...'ABCDEHLMPRST'), fc.boolean(), place)
  .map(([names, [year, , day], month, woman, born]) =>
    completedByStdnum('it/codicefiscale', `${names}${year}${month}${woman ? Number(day) + 40 : day}${born}`, oneLetter),
  );

describe('it-fiscal-code finds', () => {
  it.each([
    ['RSSMRA85T10A562S', 'codice_fiscale', 'RSSMRA85T10A562S', 'checksum'],
    ['RSSMRA85T10A562S', undefined, 'RSSMRA85T10A562S', 'checksum'],
    ['rccmnl83s18d969h', 'value', 'RCCMNL83S18D969H', 'checksum'],
    ['MRTMTT25D09F205Z', undefined, 'MRTMTT25D09F205Z', 'checksum'],
    ['BNZVCN32S10E573Z', 'id', 'BNZVCN32S10E573Z', 'checksum'],
    ['C.F. RSSMRA85T10A562S.', 'text', 'RSSMRA85T10A562S', 'checksum'],
    ['RSSMRA85T10A5SNT', 'cf', 'RSSMRA85T10A5SNT', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('it-fiscal-code', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('it-fiscal-code does not find', () => {
  it.each([
    ['RSSMRA85T10A562T', 'codice_fiscale'],
    ['RSSMRA85F10A562S', 'cf'],
    ['RSSMRA85T35A562S', 'cf'],
    ['RSSMRA85T10A562SX', 'cf'],
    ['XRSSMRA85T10A562S', 'cf'],
    ['RSSMRA85T10A562', 'cf'],
    ['RSSMRA85T10A562S_1', 'cf'],
    ['ASSMRB85T10A562S', 'cf'],
    ['a1b2c3d4e5f60718', 'spanId'],
    ['ABCDEFABCDEFABCD', 'hash'],
    ['12345678901', 'cf'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('it-fiscal-code', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('it-fiscal-code, given anything,', () => {
  it('finds every code with its check letter, in one case', () => {
    findsEach('it-fiscal-code', ids, undefined, 'checksum');
    findsEach(
      'it-fiscal-code',
      ids.map((id) => id?.toLowerCase()),
      'value',
      'checksum',
    );
  });

  it('finds no code that stdnum does not take for one', () => {
    const texts = fc.tuple(ids, letter).map(([id, end]) => (id ?? '').slice(0, 15) + end);
    findsOnly('it-fiscal-code', texts, 'cf', (id) => isValidByStdnum('it/codicefiscale', id));
  });

  it('never throws', () => {
    neverThrows('it-fiscal-code', ['codice_fiscale']);
  });
});
