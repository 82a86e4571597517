import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { birth, digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, twoDigits } from './stdnum-check.js';

const endings = twoDigits.filter((ending) => ending >= '01' && ending <= '97');
const ids = fc
  .tuple(birth, fc.integer({ min: 1, max: 998 }))
  .map(([date, sequence]) => completedByStdnum('be/nn', date.join('') + String(sequence).padStart(3, '0'), endings));

describe('be-national-number finds', () => {
  it.each([
    ['85.07.30-033.28', undefined, '85073003328', 'checksum'],
    ['85.07.30-033.28', 'order', '85073003328', 'checksum'],
    ['85073003328', 'niss', '85073003328', 'checksum'],
    ['00012511148', 'rijksregisternummer', '00012511148', 'checksum'],
    ['85473003317', 'insz', '85473003317', 'checksum'],
    ['850730-033-28', undefined, '85073003328', 'pattern'],
    ['numéro national: 85.07.30-033.28', 'text', '85073003328', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('be-national-number', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('be-national-number does not find', () => {
  it.each([
    ['85073003328', 'value'],
    ['85073003328', undefined],
    ['85.07.30-033.29', 'niss'],
    ['85.13.30-033.28', 'niss'],
    ['85.07.32-033.28', undefined],
    ['850730-033-28', 'order'],
    ['1.85.07.30-033.28', 'niss'],
    ['85.07.30-033.28.1', 'niss'],
    ['85.07.30-033.281', 'niss'],
    ['x85073003328', 'niss'],
    ['85073000061', 'niss'],
    ['1718000000123', 'niss'],
    ['85073003328', 'niss_hash'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('be-national-number', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('be-national-number, given anything,', () => {
  it('finds every number with its check number', () => {
    findsEach('be-national-number', ids, 'niss', 'checksum');
    const grouped = ids.map((id) => id?.replace(/^(..)(..)(..)(...)(..)$/, '$1.$2.$3-$4.$5'));
    findsEach('be-national-number', grouped, undefined, 'checksum');
  });

  it('finds no number that stdnum does not take for one', () => {
    const texts = fc.tuple(birth, digits(5)).map(([date, end]) => date.join('') + end);
    findsOnly('be-national-number', fc.oneof(texts, digits(11)), 'niss', (id) => isValidByStdnum('be/insz', id));
  });

  it('never throws', () => {
    neverThrows('be-national-number', ['niss']);
  });
});
