import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneDigit } from './stdnum-check.js';

const ids = digits(8)
  .filter((body) => new Set(body).size > 1)
  .map((body) => completedByStdnum('nl/bsn', body, oneDigit));

describe('nl-bsn finds', () => {
  it.each([
    ['111222333', 'bsn', '111222333', 'checksum'],
    ['123456782', 'burgerservicenummer', '123456782', 'checksum'],
    ['1234.56.782', 'bsn', '123456782', 'checksum'],
    ['12345672', 'BSN', '12345672', 'checksum'],
    ['{"bsn":111222333}', undefined, '111222333', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('nl-bsn', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('nl-bsn does not find', () => {
  it.each([
    ['111222333', 'value'],
    ['111222333', undefined],
    ['1234.56.782', 'version'],
    ['111222334', 'bsn'],
    ['111111110', 'value'],
    ['000000000', 'bsn'],
    ['1112223331', 'bsn'],
    ['x111222333', 'bsn'],
    ['111222333.5', 'bsn'],
    ['-111222333', 'bsn'],
    ['1718000000', 'bsn'],
    ['111222333', 'bsn_count'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('nl-bsn', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('nl-bsn, given anything,', () => {
  it('finds every number with its check digit where the name says so', () => {
    findsEach('nl-bsn', ids, 'bsn', 'checksum');
  });

  it('finds no number that stdnum does not take for one', () => {
    findsOnly('nl-bsn', fc.oneof(digits(8), digits(9)), 'bsn', (id) => isValidByStdnum('nl/bsn', id));
  });

  it('finds nothing under another name', () => {
    fc.assert(
      fc.property(digits(9), (id) => {
        expect(foundIn('nl-bsn', id, { name: 'value' })).toEqual([]);
      }),
    );
  });

  it('never throws', () => {
    neverThrows('nl-bsn', ['bsn']);
  });
});
