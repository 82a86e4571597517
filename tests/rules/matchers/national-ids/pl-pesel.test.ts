import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { birth, digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneDigit } from './stdnum-check.js';

const ids = fc.tuple(birth, digits(4)).map(([date, serial]) => completedByStdnum('pl/pesel', date.join('') + serial, oneDigit));

describe('pl-pesel finds', () => {
  it.each([
    ['44051401359', 'pesel', '44051401359', 'checksum'],
    ['02270803624', 'PESEL', '02270803624', 'checksum'],
    ['<pesel>44051401359</pesel>', undefined, '44051401359', 'checksum'],
    ['numer PESEL: 44051401359', 'text', '44051401359', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('pl-pesel', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('pl-pesel does not find', () => {
  it.each([
    ['44051401359', 'value'],
    ['44051401359', undefined],
    ['44051401358', 'pesel'],
    ['44131401350', 'pesel'],
    ['44053201354', 'pesel'],
    ['44451401353', 'pesel'],
    ['440514013591', 'pesel'],
    ['x44051401359', 'pesel'],
    ['44051401359.5', 'pesel'],
    ['1718000000123', 'pesel'],
    ['44051401359', 'pesel_count'],
    ['00000000000', 'pesel'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('pl-pesel', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('pl-pesel, given anything,', () => {
  it('finds every number with its check digit where the name says so', () => {
    findsEach('pl-pesel', ids, 'pesel', 'checksum');
  });

  it('finds no number that stdnum does not take for one', () => {
    const texts = fc.tuple(birth, digits(5)).map(([date, end]) => date.join('') + end);
    findsOnly('pl-pesel', fc.oneof(texts, digits(11)), 'pesel', (id) => isValidByStdnum('pl/pesel', id));
  });

  it('never throws', () => {
    neverThrows('pl-pesel', ['pesel']);
  });
});
