import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, neverThrows } from './kind-properties.js';

/** The rule of article 5, as it is written there: the digits are counted from the right. */
function withCheckDigit(body: string): string {
  let sum = 0;
  for (let place = 1; place <= 11; place++) sum += Number(body[11 - place]) * (place <= 6 ? place + 1 : place - 5);
  const rest = sum % 11;
  return body + String(rest <= 1 ? 0 : 11 - rest);
}

const myNumbers = digits(11)
  .filter((body) => new Set(body).size > 1)
  .map(withCheckDigit);

describe('jp-my-number finds', () => {
  it.each([
    ['123456789018', 'my_number', '123456789018', 'checksum'],
    ['123456789018', 'myNumber', '123456789018', 'checksum'],
    ['123456789018', '個人番号', '123456789018', 'checksum'],
    ['1234-5678-9018', 'kojin_bango', '123456789018', 'checksum'],
    ['{"mynumber":"123456789018"}', undefined, '123456789018', 'checksum'],
    ['My Number: 1234 5678 9018.', undefined, '123456789018', 'checksum'],
    ['マイナンバーは123456789018です', 'note', '123456789018', 'checksum'],
    ['1234 5678 9018', 'value', '123456789018', 'pattern'],
    ['1234 5678 9018', undefined, '123456789018', 'pattern'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('jp-my-number', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('jp-my-number does not find', () => {
  it.each([
    ['123456789018', undefined],
    ['123456789018', 'user_id'],
    ['123456789019', 'my_number'],
    ['1234 5678 9019', 'my_number'],
    ['1234 5678 9018', 'order_no'],
    ['1234-5678-9018', 'coupon'],
    ['1234 5678 9018 1111', 'my_number'],
    ['4111 1234 5678 9018', 'my_number'],
    ['1234-5678-9018-1', 'my_number'],
    ['x123456789018', 'my_number'],
    ['123456789018_1', 'my_number'],
    ['0.123456789018', 'my_number'],
    ['-123456789018', 'my_number'],
    ['¥123456789018', 'my_number'],
    ['123456789018', 'my_number_updated_at'],
    ['000000000000', 'my_number'],
    ['1718000000123', 'my_number'],
    ['1024 2048 4096', 'x'],
    ['1024 2048 4009', undefined],
    ['', 'my_number'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('jp-my-number', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('jp-my-number, given anything,', () => {
  it('finds every number with its check digit where the name says so, and in the groups of the card', () => {
    findsEach('jp-my-number', myNumbers, 'mynumber', 'checksum');
    const grouped = myNumbers.map((id) => (id >= '5' ? `${id.slice(0, 4)} ${id.slice(4, 8)} ${id.slice(8)}` : undefined));
    findsEach('jp-my-number', grouped, undefined, 'pattern');
  });

  it('never throws', () => {
    neverThrows('jp-my-number', ['my_number', 'mynumber']);
  });
});
