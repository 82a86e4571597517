import { describe, expect, test } from 'vitest';
import { nameParts } from '../../decode/name-parts.js';
import fc from '../harness/fast-check.js';

describe('names with brackets', () => {
  test.each([
    ['name', ['name']],
    ['user[email]', ['user', 'email']],
    ['a[0][b]', ['a', 0, 'b']],
    ['items[][id]', ['items', 'id']],
    ['items[]', ['items']],
    ['a[12345]', ['a', 12345]],
    ['a[b.c d]', ['a', 'b.c d']],
    ['user[ada@example.test]', ['user', 'ada@example.test']],
  ])('%s', (name, parts) => {
    expect(nameParts(name)).toEqual(parts);
  });

  test('what may be a value is no index', () => {
    expect(nameParts('a[1848314487]')).toEqual(['a', '1848314487']);
    expect(nameParts('a[007][-1][1.5][1e3]')).toEqual(['a', '007', '-1', '1.5', '1e3']);
  });

  test.each(['', '[', ']', '[a]', '[]', 'a[', 'a[b', 'a]', 'a]b[', 'a[b]c', 'a[b]c[d]', 'a[[b]]', 'a[b]]', 'a][b]', 'a[b[c]'])(
    '%s is one name',
    (name) => {
      expect(nameParts(name)).toEqual([name]);
    },
  );

  test('what is written is read back, and nothing of an arbitrary name is lost', () => {
    const part = fc.stringMatching(/^[a-z@. é]{1,8}$/);
    fc.assert(
      fc.property(part, fc.array(fc.oneof(part, fc.nat(9999))), (base, parts) => {
        expect(nameParts(base + parts.map((one) => `[${one}]`).join(''))).toEqual([base, ...parts]);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('[', ']', 'a', '1', '0') }), (name) => {
        expect(nameParts(name).join('').replace(/[[\]]/g, '')).toBe(name.replace(/[[\]]/g, ''));
      }),
    );
  });
});
