import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { birth, digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, twoDigits } from './stdnum-check.js';

const ids = fc
  .tuple(
    fc.constantFrom('1', '2'),
    birth,
    fc.constantFrom('01', '2A', '2B', '75', '97', '99'),
    fc.integer({ min: 1, max: 999 }),
    fc.integer({ min: 1, max: 999 }),
  )
  .map(([sex, [year, month], department, commune, order]) =>
    completedByStdnum(
      'fr/nir',
      `${sex}${year}${month}${department}${String(commune).padStart(3, '0')}${String(order).padStart(3, '0')}`,
      twoDigits,
    ),
  );

describe('fr-nir finds', () => {
  it.each([
    ['295109912611193', 'nir', '295109912611193', 'checksum'],
    ['2 95 10 99 126 111 93', 'value', '295109912611193', 'checksum'],
    ['255081416802538', undefined, '255081416802538', 'pattern'],
    ['185052A12345633', 'numero_securite_sociale', '185052A12345633', 'checksum'],
    ['1 85 05 2A 123 456 33', undefined, '185052A12345633', 'checksum'],
    ['numéro de sécurité sociale : 255081416802538', undefined, '255081416802538', 'checksum'],
    ['2550814168025 38', 'value', '255081416802538', 'pattern'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('fr-nir', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('fr-nir does not find', () => {
  it.each([
    ['295109912611194', 'nir'],
    ['255081416802538', 'user_id'],
    ['955081416802538', 'nir'],
    ['2550814168025', 'nir'],
    ['2550814168025380', 'nir'],
    ['1255081416802538', 'nir'],
    ['0.255081416802538', 'nir'],
    ['185052C12345633', 'nir'],
    ['255131416802538', 'nir'],
    ['1718000000123456', 'value'],
    ['2 95 10 99 126 111 94', undefined],
    ['000000000000097', 'value'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('fr-nir', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('fr-nir, given anything,', () => {
  it('finds every number with its key', () => {
    findsEach('fr-nir', ids, 'nir', 'checksum');
    findsEach('fr-nir', ids, undefined, 'pattern');
  });

  it('finds no number that stdnum does not take for one', () => {
    findsOnly(
      'fr-nir',
      fc.oneof(
        digits(15),
        ids.map((id) => id ?? ''),
      ),
      'nir',
      (id) => isValidByStdnum('fr/nir', id),
    );
  });

  it('never throws', () => {
    neverThrows('fr-nir', ['nir']);
  });
});
