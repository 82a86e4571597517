import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { isValidByStdnum, oneLetter } from './stdnum-check.js';

const letter = fc.constantFrom(...oneLetter);
const ids = fc.tuple(letter, letter, digits(6), fc.constantFrom(...'ABCD')).map((parts) => {
  const id = parts.join('');
  return isValidByStdnum('gb/nino', id) ? id : undefined;
});

describe('uk-nino finds', () => {
  it.each([
    ['AB123456C', 'nino', 'AB123456C', 'pattern'],
    ['ab123456c', 'niNumber', 'AB123456C', 'pattern'],
    ['AB 12 34 56 C', undefined, 'AB123456C', 'pattern'],
    ['AB 12 34 56 C', 'value', 'AB123456C', 'pattern'],
    ['National Insurance number: AB123456C', undefined, 'AB123456C', 'pattern'],
    ['AB-12-34-56-C', 'nino', 'AB123456C', 'pattern'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('uk-nino', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('uk-nino does not find', () => {
  it.each([
    ['AB123456C', 'value'],
    ['AB123456C', undefined],
    ['QQ123456C', 'nino'],
    ['QQ 12 34 56 C', undefined],
    ['BG123456A', 'nino'],
    ['AO123456A', 'nino'],
    ['AB123456E', 'nino'],
    ['AB12345C', 'nino'],
    ['AB1234567C', 'nino'],
    ['XAB123456C', 'nino'],
    ['AB123456C1', 'nino'],
    ['AB 12 34 56 C', 'order_ref'],
    ['ab 12 34 56 c', 'value'],
    ['AB 12 34 56 CD', 'nino'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('uk-nino', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('uk-nino, given anything,', () => {
  it('finds every number with a prefix in use', () => {
    findsEach('uk-nino', ids, 'nino', 'pattern');
    const grouped = ids.map((id) => id && `${id.slice(0, 2)} ${id.slice(2, 4)} ${id.slice(4, 6)} ${id.slice(6, 8)} ${id.slice(8)}`);
    findsEach('uk-nino', grouped, undefined, 'pattern');
  });

  it('finds no number that stdnum does not take for one', () => {
    const texts = fc.tuple(letter, letter, digits(6), letter).map((parts) => parts.join(''));
    findsOnly('uk-nino', texts, 'nino', (id) => isValidByStdnum('gb/nino', id));
  });

  it('never throws', () => {
    neverThrows('uk-nino', ['nino']);
  });
});
