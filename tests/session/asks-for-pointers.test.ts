import { expect, it } from 'vitest';
import { asksForPointers } from '../../session/asks-for-pointers.js';
import { rule } from '../rules/evaluate/samples.js';

it('is so where a rule that is not off asks for the names of addresses', () => {
  expect(
    asksForPointers({ rules: [rule('a', { level: 'warning', never: [{ wire: 'cleartext' }, { names: 'disagree-with-ptr' }] })] }),
  ).toBe(true);
  expect(asksForPointers({ rules: [rule('a', { never: [{ names: 'disagree' }] })] })).toBe(false);
  expect(asksForPointers({ rules: [rule('a', { level: 'off', never: [{ names: 'disagree-with-ptr' }] })] })).toBe(false);
});
