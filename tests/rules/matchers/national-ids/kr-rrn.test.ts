import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { birth, digits, findsEach, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneDigit } from './stdnum-check.js';

const ids = fc
  .tuple(
    birth.filter(([year]) => year < '95'),
    fc.constantFrom('1', '2', '5', '6'),
    digits(5),
  )
  .map(([[year, month, day], sex, rest]) => completedByStdnum('kr/rrn', `${year}${month}${day}${sex}${rest}`, oneDigit));

describe('kr-rrn finds', () => {
  it.each([
    ['900101-1234568', 'rrn', '9001011234568', 'checksum'],
    ['9001011234568', 'jumin_no', '9001011234568', 'checksum'],
    ['9001011234568', '주민등록번호', '9001011234568', 'checksum'],
    ['051231-3123452', 'residentRegistrationNumber', '0512313123452', 'checksum'],
    ['900101-1234567', 'rrn', '9001011234567', 'pattern'],
    ['900101-1234568', 'value', '9001011234568', 'pattern'],
    ['주민번호: 900101-1234568', 'text', '9001011234568', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('kr-rrn', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('kr-rrn does not find', () => {
  it.each([
    ['9001011234568', 'value'],
    ['9001011234568', undefined],
    ['900101-1234567', 'value'],
    ['900101-1234568', 'order_no'],
    ['901301-1234568', 'rrn'],
    ['900230-1234568', 'rrn'],
    ['900101-9234568', 'rrn'],
    ['900101-12345689', 'rrn'],
    ['1900101-1234568', 'rrn'],
    ['900101-1234568-1', 'rrn'],
    ['a900101-1234568', 'rrn'],
    ['1718000000123', 'value'],
    ['1712311234567', 'ts'],
    ['900101-1******', 'rrn'],
    ['9001011234568', 'rrn_verified_at'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('kr-rrn', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('kr-rrn, given anything,', () => {
  it('finds every number with its check digit', () => {
    findsEach('kr-rrn', ids, 'rrn', 'checksum');
    findsEach(
      'kr-rrn',
      ids.map((id) => id && `${id.slice(0, 6)}-${id.slice(6)}`),
      'value',
      'pattern',
    );
  });

  it('takes as checked only what stdnum does', () => {
    fc.assert(
      fc.property(birth, digits(6), ([year, month, day], end) => {
        const id = `${year}${month}${day}1${end}`;
        const [match] = matchesIn('kr-rrn', id, { name: 'rrn' });
        expect(match?.recognisedAs === 'checksum').toBe(isValidByStdnum('kr/rrn', id));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws', () => {
    neverThrows('kr-rrn', ['rrn', 'jumin']);
  });
});
