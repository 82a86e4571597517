import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { birth, digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneDigit, oneLetter } from './stdnum-check.js';

const letter = fc.constantFrom(...oneLetter);
const ids = fc
  .tuple(fc.constantFrom('02', '15', '28', '53', '79', '89'), birth, letter, digits(2))
  .map(([area, [year, month, day], initial, serial]) =>
    completedByStdnum('de/svnr', area + day + month + year + initial + serial, oneDigit),
  );

describe('de-pension-number finds', () => {
  it.each([
    ['15070649C103', 'rvnr', '15070649C103', 'checksum'],
    ['15 070649 C 103', undefined, '15070649C103', 'checksum'],
    ['65 180539 W 001', 'value', '65180539W001', 'checksum'],
    ['15070649C103', undefined, '15070649C103', 'pattern'],
    ['15070649c103', 'sozialversicherungsnummer', '15070649C103', 'checksum'],
    ['SVNR 15070649C103', 'text', '15070649C103', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('de-pension-number', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('de-pension-number does not find', () => {
  it.each([
    ['15070649C104', 'rvnr'],
    ['15070649C104', undefined],
    ['15071349C103', 'rvnr'],
    ['15320649C103', 'rvnr'],
    ['00070649C103', 'rvnr'],
    ['41070649C103', 'rvnr'],
    ['15070649c103', undefined],
    ['15070649C103', 'trace_id'],
    ['15070649C1030', 'rvnr'],
    ['x15070649C103', 'rvnr'],
    ['15070649C103-1', 'rvnr'],
    ['15 070649 C 104', undefined],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('de-pension-number', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('de-pension-number, given anything,', () => {
  it('finds every number with its check digit', () => {
    findsEach('de-pension-number', ids, 'rvnr', 'checksum');
    findsEach('de-pension-number', ids, undefined, 'pattern');
  });

  it('finds no number that stdnum does not take for one', () => {
    const texts = fc.tuple(digits(2), birth, letter, digits(3)).map(([area, [y, m, d], initial, end]) => area + d + m + y + initial + end);
    findsOnly('de-pension-number', texts, 'rvnr', (id) => isValidByStdnum('de/svnr', id));
  });

  it('never throws', () => {
    neverThrows('de-pension-number', ['rvnr']);
  });
});
