import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneDigit } from './stdnum-check.js';

const ids = digits(11).map((body) => completedByStdnum('in/aadhaar', body, oneDigit));

describe('in-aadhaar finds', () => {
  it.each([
    ['234123412346', 'aadhaar', '234123412346', 'checksum'],
    ['2341 2341 2346', 'aadhar_no', '234123412346', 'checksum'],
    ['999999990019', 'uidai', '999999990019', 'checksum'],
    ['9999 9999 0019', 'value', '999999990019', 'pattern'],
    ['Aadhaar: 2341-2341-2346', undefined, '234123412346', 'checksum'],
    ['आधार 234123412346', 'text', '234123412346', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('in-aadhaar', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('in-aadhaar does not find', () => {
  it.each([
    ['234123412346', 'value'],
    ['234123412346', undefined],
    ['234123412347', 'aadhaar'],
    ['134123412340', 'aadhaar'],
    ['9999 9999 0019', 'order'],
    ['2341 2341 2346', 'value'],
    ['9999 9999 0019 1111', 'aadhaar'],
    ['9999-9999-0019', 'value'],
    ['234123412346a', 'aadhaar'],
    ['1234123412346', 'aadhaar'],
    ['222222222222', 'aadhaar'],
    ['234123412346', 'aadhaar_hash'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('in-aadhaar', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('in-aadhaar, given anything,', () => {
  it('finds every number with its check digit', () => {
    findsEach('in-aadhaar', ids, 'aadhaar', 'checksum');
    const grouped = ids.map((id) => (id === undefined || id < '5' ? undefined : `${id.slice(0, 4)} ${id.slice(4, 8)} ${id.slice(8)}`));
    findsEach('in-aadhaar', grouped, undefined, 'pattern');
  });

  it('finds no number that stdnum does not take for one', () => {
    findsOnly('in-aadhaar', digits(12), 'aadhaar', (id) => isValidByStdnum('in/aadhaar', id));
  });

  it('never throws', () => {
    neverThrows('in-aadhaar', ['aadhaar']);
  });
});
