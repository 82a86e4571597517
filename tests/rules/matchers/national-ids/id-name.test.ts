import { describe, expect, it } from 'vitest';
import { labelBefore, readName, saysSo } from '../../../../rules/matchers/national-ids/id-name.js';
import fc from '../../../harness/fast-check.js';

const names = new Set(['mynumber', 'ssn', 'numerodesecuritesociale', '個人番号']);

describe('saysSo', () => {
  it.each([
    ...['my_number', 'MyNumber', 'customer-my-number', 'ssn', 'userSSN', 'X-User-SSN', 'ssn2', '個人番号', '個人番号（12桁）'],
    ...['Numéro de sécurité sociale', 'national_id', 'nationalIdNumber', 'id_card_no', 'socialSecurityNumber'],
  ])('%s says so', (name) => expect(saysSo(readName(name), names)).toBe(true));

  it.each([
    ...['', 'number', 'my', 'mynumbers_of_things', 'assn', 'session', 'id', 'user_id', 'ssn_hash', 'my_number_updated_at', 'ssnCount'],
    ...['national', '番号', 'ｓｓｎ', '😀'],
  ])('%s does not', (name) => expect(saysSo(readName(name), names)).toBe(false));
});

it.each([
  ['order_no', true],
  ['traceId', true],
  ['ts', true],
  ['amount', true],
  ['value', false],
  ['ssn', false],
  ['', false],
  ['ordering', false],
])('%s counts something: %s', (name, expected) => expect(readName(name).counting).toBe(expected));

describe('labelBefore', () => {
  it.each([
    ['{"ssn":"', 'ssn'],
    ['a=1&ssn=', 'ssn'],
    ['<ssn>', 'ssn'],
    ['My Number: ', 'My Number'],
    ['hello. my SSN is ', 'hello. my SSN is'],
    ['個人番号：', '個人番号'],
    ['x,', ''],
    ['1234567,', ''],
    ['', ''],
    ['"', ''],
    ['ssn;', ''],
    [`ssn:${' '.repeat(50)}`, ''],
  ])('of %j is %j', (before, label) => expect(labelBefore(`${before}1`, before.length)).toBe(label));

  it('is bounded', () => {
    expect(labelBefore('a'.repeat(1000), 1000)).toHaveLength(40);
  });
});

it('reads whatever name, and keeps few words of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (name, start) => {
      expect(readName(name).phrases.size).toBeLessThanOrEqual(72);
      expect(typeof saysSo(readName(labelBefore(name, start)), names)).toBe('boolean');
    }),
  );
  expect(readName('word '.repeat(10_000)).phrases.size).toBeLessThanOrEqual(72);
});
