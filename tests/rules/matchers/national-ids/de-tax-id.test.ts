import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneDigit } from './stdnum-check.js';

/** All ten digits in some order, one of them replaced by another: that one occurs twice. */
const ids = fc.tuple(fc.shuffledSubarray([...oneDigit], { minLength: 10 }), fc.integer({ min: 1, max: 9 })).map(([order, place]) => {
  const body = order.with(place, order[0]!).join('');
  return body.startsWith('0') ? undefined : completedByStdnum('de/idnr', body, oneDigit);
});

describe('de-tax-id finds', () => {
  it.each([
    ['36574261809', 'steuer_id', '36574261809', 'checksum'],
    ['86 095 742 719', 'steuerIdentifikationsnummer', '86095742719', 'checksum'],
    ['65929970489', 'tin', '65929970489', 'checksum'],
    ['86 095 742 719', 'value', '86095742719', 'pattern'],
    ['Steuer-ID: 36574261809', undefined, '36574261809', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('de-tax-id', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('de-tax-id does not find', () => {
  it.each([
    ['36574261809', 'value'],
    ['36574261809', undefined],
    ['36574261808', 'steuer_id'],
    ['12345678903', 'steuer_id'],
    ['06574261802', 'steuer_id'],
    ['86 095 742 719', 'amount'],
    ['86 095 742 719 €', 'value'],
    ['86 095 742 719 000', 'value'],
    ['1 86 095 742 719', 'value'],
    ['86.095.742.719', 'steuer_id'],
    ['136574261809', 'steuer_id'],
    ['36574261809a', 'steuer_id'],
    ['1718000000123', 'steuer_id'],
    ['11145678908', 'steuer_id'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('de-tax-id', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('de-tax-id, given anything,', () => {
  it('finds every number with its check digit and one repeated digit', () => {
    findsEach('de-tax-id', ids, 'steuer_id', 'checksum');
    findsEach(
      'de-tax-id',
      ids.map((id) => id && `${id.slice(0, 2)} ${id.slice(2, 5)} ${id.slice(5, 8)} ${id.slice(8)}`),
      'text',
      'pattern',
    );
  });

  it('finds no number that stdnum does not take for one', () => {
    findsOnly(
      'de-tax-id',
      fc.oneof(
        digits(11),
        ids.map((id) => id ?? ''),
      ),
      'steuer_id',
      (id) => isValidByStdnum('de/idnr', id),
    );
  });

  it('never throws', () => {
    neverThrows('de-tax-id', ['steuer_id']);
  });
});
