import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneDigit } from './stdnum-check.js';

const ids = digits(9).map((body) => completedByStdnum('ch/ssn', `756${body}`, oneDigit));

describe('ch-ahv finds', () => {
  it.each([
    ['756.9217.0769.85', undefined, '7569217076985', 'checksum'],
    ['756.1234.5678.97', 'order', '7561234567897', 'checksum'],
    ['7569217076985', 'ahv', '7569217076985', 'checksum'],
    ['7569217076985', 'ahvNummer', '7569217076985', 'checksum'],
    ['7569217076985', 'value', '7569217076985', 'pattern'],
    ['AVS 7569217076985', 'text', '7569217076985', 'checksum'],
    ['756 9217 0769 85', undefined, '7569217076985', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('ch-ahv', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('ch-ahv does not find', () => {
  it.each([
    ['756.9217.0769.86', undefined],
    ['7569217076984', 'ahv'],
    ['7579217076984', 'ahv'],
    ['7569217076985', 'user_id'],
    ['75692170769850', 'ahv'],
    ['1756.9217.0769.85', 'ahv'],
    ['756.9217.0769.85.1', 'ahv'],
    ['v7569217076985', 'ahv'],
    ['1718000000123', 'value'],
    ['7569217076985.5', 'ahv'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('ch-ahv', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('ch-ahv, given anything,', () => {
  it('finds every number with its check digit', () => {
    findsEach('ch-ahv', ids, 'ahv', 'checksum');
    findsEach('ch-ahv', ids, undefined, 'pattern');
    findsEach(
      'ch-ahv',
      ids.map((id) => id?.replace(/^(...)(....)(....)(..)$/, '$1.$2.$3.$4')),
      'text',
      'checksum',
    );
  });

  it('finds no number that stdnum does not take for one', () => {
    findsOnly(
      'ch-ahv',
      digits(10).map((rest) => `756${rest}`),
      'ahv',
      (id) => isValidByStdnum('ch/ssn', id),
    );
  });

  it('never throws', () => {
    neverThrows('ch-ahv', ['ahv']);
  });
});
