import { expect, it } from 'vitest';
import { asksForOperators } from '../../session/asks-for-operators.js';
import { rule } from '../rules/evaluate/samples.js';

const byAgora = { operator: { mode: 'in', members: ['agora'] } } as const;

it('is so where a rule that is not off names an operator, beside whatever else', () => {
  expect(asksForOperators({ rules: [rule('a', {}), rule('b', { level: 'note', never: [{ wire: 'cleartext' }, byAgora] })] })).toBe(true);
  expect(asksForOperators({ rules: [rule('a', { never: [{ names: 'disagree' }] })] })).toBe(false);
  expect(asksForOperators({ rules: [rule('a', { level: 'off', never: [byAgora] })] })).toBe(false);
  expect(asksForOperators({ rules: [] })).toBe(false);
});
