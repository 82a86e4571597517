import { describe, expect, it } from 'vitest';
import { kindMismatch } from '../../../rules/load/kind-mismatch.js';
import type { FieldKind } from '../../../rules/ruleset.js';
import { load } from './load-harness.js';

describe('kindMismatch', () => {
  it.each<[FieldKind | undefined, string]>([
    ['date', '1990-05-17'],
    ['date', '19900517'],
    ['location', '35.681236,139.767125'],
    ['uuid', '{8c2f91d7-0b1a-4d55-9a3e-5f1f0f7f2b10}'],
    ['mac', '02-1a-7f-c3-9e-55'],
    ['mac', '021a.7fc3.9e55'],
    ['email', 'qa.heron@mail.example'],
    ['imei', '49-015420-323751-8'],
    ['imei', '49015420323751'],
    ['integer', '-1848314487'],
    ['phone', '+81 90-1234-5678'],
    ['phone', '０９０１２３４５６７８'],
    ['name', 'Johanna Heron'],
    ['token', 'anything at all'],
    ['text', 'anything at all'],
    [undefined, 'anything at all'],
  ])('%s: %s', (as, text) => {
    expect(kindMismatch(text, as)).toBeUndefined();
    expect(kindMismatch(` ${text} `, as)).toBeUndefined();
  });

  it.each<[FieldKind, string, string]>([
    ['date', '17/05/1990', 'YYYY-MM-DD'],
    ['date', '17 May 1990', 'YYYY-MM-DD'],
    ['date', '1990-02-30', 'YYYY-MM-DD'],
    ['location', 'Tokyo Station', 'decimal degrees'],
    ['location', '35.6, 139.7', 'decimals'],
    ['uuid', 'not-a-uuid-at-all', '32 hexadecimal'],
    ['mac', '02:1a:7f:c3:9e', '12 hexadecimal'],
    ['email', 'johanna', '`@`'],
    ['imei', '4901542032375', '15 digits'],
    ['integer', '12a', 'whole number'],
    ['phone', 'none', 'telephone number'],
  ])('not %s: %s', (as, text, expected) => {
    expect(kindMismatch(text, as)).toContain(expected);
    expect(kindMismatch(text, as)).not.toContain(text);
  });

  it('is a warning where the value stands', () => {
    const { warnings } = load('fields: { born: { values: ["17 May 1990"], as: date } }');
    expect(warnings.map(({ message }) => message)).toEqual([
      'this planted value is looked for only as it is written here: `as: date` knows the other ways of writing of a date as `YYYY-MM-DD`',
    ]);
  });
});
