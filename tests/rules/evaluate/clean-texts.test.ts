import { expect, it } from 'vitest';
import { CleanTexts } from '../../../rules/evaluate/clean-texts.js';

it('remembers texts, not long ones, and never without bound', () => {
  const clean = new CleanTexts();
  clean.add('application/json');
  clean.add('x'.repeat(513));
  expect([clean.has('application/json'), clean.has('x'.repeat(513)), clean.has('text/plain')]).toEqual([true, false, false]);
  for (let index = 0; index < 5_000; index += 1) clean.add(`value ${index}`);
  expect(clean.has('application/json')).toBe(false);
  expect(clean.has('value 4999')).toBe(true);
  let known = 0;
  for (let index = 0; index < 5_000; index += 1) if (clean.has(`value ${index}`)) known += 1;
  expect(known).toBeLessThanOrEqual(4_096);
});
