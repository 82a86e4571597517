import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';

/** The NHS Data Dictionary's steps; a check digit of 10 makes the number void. */
function withCheckDigit(body: string): string | undefined {
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += Number(body[place]) * (10 - place);
  const check = 11 - (sum % 11);
  if (check === 10) return undefined;
  return body + String(check === 11 ? 0 : check);
}

const ids = digits(9)
  .filter((body) => new Set(body).size > 1)
  .map(withCheckDigit);

describe('uk-nhs-number finds', () => {
  it.each([
    ['9434765919', 'nhs_number', '9434765919', 'checksum'],
    ['943 476 5919', 'nhsNumber', '9434765919', 'checksum'],
    ['943-476-5919', 'nhs', '9434765919', 'checksum'],
    ['NHS number 943 476 5919', undefined, '9434765919', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('uk-nhs-number', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('uk-nhs-number does not find', () => {
  it.each([
    ['943 476 5919', 'value'],
    ['9434765919', undefined],
    ['9434765918', 'nhs_number'],
    ['943 476 5919', 'phone'],
    ['19434765919', 'nhs'],
    ['943 476 5919 1', 'nhs'],
    ['9434765919x', 'nhs'],
    ['+9434765919', 'nhs'],
    ['9434765919', 'nhs_updated_time'],
    ['0000000000', 'nhs'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('uk-nhs-number', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('uk-nhs-number, given anything,', () => {
  it('finds every number with its check digit where the name says so', () => {
    findsEach('uk-nhs-number', ids, 'nhs_number', 'checksum');
  });

  it('finds no number that fails the check', () => {
    findsOnly('uk-nhs-number', digits(10), 'nhs_number', (id) => withCheckDigit(id.slice(0, 9)) === id);
  });

  it('never throws', () => {
    neverThrows('uk-nhs-number', ['nhs_number']);
  });
});
