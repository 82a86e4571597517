import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { isValidByStdnum, oneLetter } from './stdnum-check.js';

const letter = fc.constantFrom(...oneLetter);
const ids = fc
  .tuple(letter, letter, letter, fc.constantFrom('P', 'P', 'C', 'F', 'T'), letter, digits(4), letter)
  .map((parts) => parts.join(''))
  .map((id) => (isValidByStdnum('in/pan', id) ? id : undefined));

describe('in-pan finds', () => {
  it.each([
    ['AAAPL1234C', 'pan', 'AAAPL1234C', 'pattern'],
    ['AAAPL1234C', undefined, 'AAAPL1234C', 'pattern'],
    ['aaapl1234c', 'panNumber', 'AAAPL1234C', 'pattern'],
    ['AAACL1234C', 'pan_card', 'AAACL1234C', 'pattern'],
    ['{"pan":"ACUPA7085R"}', undefined, 'ACUPA7085R', 'pattern'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('in-pan', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('in-pan does not find', () => {
  it.each([
    ['AAACL1234C', undefined],
    ['aaapl1234c', undefined],
    ['AAAXL1234C', 'pan'],
    ['AAAPL0000C', 'pan'],
    ['AAAPL1234C', 'order_no'],
    ['AAAPL1234CD', 'pan'],
    ['1AAAPL1234C', 'pan'],
    ['AAAPL1234', 'pan'],
    ['AAAPL-1234-C', 'pan'],
    ['AAAPL1234C_1', 'pan'],
    ['5555555555554444', 'pan'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('in-pan', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('in-pan, given anything,', () => {
  it('finds every number of a known kind of holder where the name says so, and those of persons anywhere', () => {
    findsEach('in-pan', ids, 'pan', 'pattern');
    findsEach(
      'in-pan',
      ids.map((id) => (id?.charAt(3) === 'P' ? id : undefined)),
      undefined,
      'pattern',
    );
  });

  it('finds no number that stdnum does not take for one', () => {
    const texts = fc
      .tuple(fc.array(letter, { minLength: 5, maxLength: 5 }), digits(4), letter)
      .map(([start, number, end]) => start.join('') + number + end);
    findsOnly('in-pan', texts, 'pan', (id) => isValidByStdnum('in/pan', id));
  });

  it('never throws', () => {
    neverThrows('in-pan', ['pan']);
  });
});
