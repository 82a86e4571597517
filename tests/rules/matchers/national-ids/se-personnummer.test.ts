import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { birth, digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneDigit } from './stdnum-check.js';

const ids = fc
  .tuple(birth, digits(3))
  .map(([date, serial]) => completedByStdnum('se/personnummer', `${date.join('')}-${serial}`, oneDigit)?.replace('-', ''));

describe('se-personnummer finds', () => {
  it.each([
    ['811218-9876', 'personnummer', '8112189876', 'checksum'],
    ['8112189876', 'pnr', '8112189876', 'checksum'],
    ['198112189876', 'personnr', '198112189876', 'checksum'],
    ['701063-2391', 'samordningsnummer', '7010632391', 'checksum'],
    ['811218-9876', 'value', '8112189876', 'pattern'],
    ['19811218-9876', undefined, '198112189876', 'pattern'],
    ['701063-2391', undefined, '7010632391', 'pattern'],
    ['Personnummer: 19811218-9876', 'text', '198112189876', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('se-personnummer', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('se-personnummer does not find', () => {
  it.each([
    ['8112189876', 'value'],
    ['198112189876', undefined],
    ['811218-9877', 'personnummer'],
    ['811318-9876', 'personnummer'],
    ['810230-9871', 'personnummer'],
    ['811218-9876', 'order_no'],
    ['19811218-98761', 'personnummer'],
    ['1811218-9876', 'personnummer'],
    ['811218-9876-1', 'personnummer'],
    ['x811218-9876', 'personnummer'],
    ['1718000000', 'personnummer'],
    ['241125-1234', 'value'],
    ['202411251230', 'value'],
    ['811218+9876', 'personnummer'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('se-personnummer', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('se-personnummer, given anything,', () => {
  it('finds every number with its check digit', () => {
    findsEach('se-personnummer', ids, 'personnummer', 'checksum');
    findsEach(
      'se-personnummer',
      ids.map((id) => id && `${id.slice(0, 6)}-${id.slice(6)}`),
      undefined,
      'pattern',
    );
    findsEach(
      'se-personnummer',
      ids.map((id) => id && `19${id}`),
      'pnr',
      'checksum',
    );
  });

  it('finds no number that stdnum does not take for one', () => {
    const texts = fc.tuple(birth, digits(4)).map(([date, end]) => `${date.join('')}-${end}`);
    findsOnly('se-personnummer', texts, 'pnr', (id) => isValidByStdnum('se/personnummer', `${id.slice(0, 6)}-${id.slice(6)}`));
  });

  it('never throws', () => {
    neverThrows('se-personnummer', ['personnummer']);
  });
});
