import { describe, expect, it } from 'vitest';
import { isWholeNumber } from '../../../rules/compile/is-whole-number.js';

const id = '1848314487';
const whole = (text: string) => {
  const at = text.indexOf(id);
  const bytes = Buffer.from(`9.${text}.9`);
  return isWholeNumber(bytes, at + 2, at + 2 + id.length, 2, bytes.length - 2);
};

describe('isWholeNumber', () => {
  it.each([
    id,
    `a${id}b`,
    `000${id}`,
    `${id}.0`,
    `${id}.000,`,
    `${id}.`,
    `${id}.x`,
    `${id}..5`,
    `.${id}`,
    `user.${id}`,
    `GA1.2.${id}.1613000000`,
    `u.7.${id}`,
    `${id}.7.1`,
    `-${id}`,
  ])('%s', (text) => {
    expect(whole(text)).toBe(true);
  });

  it.each([`1${id}`, `${id}1`, `100${id}`, `3.${id}`, `It is 3.${id}.`, `0.00${id}`, `${id}.123`, `${id}.5 and`, `${id}.05`])(
    'not %s',
    (text) => {
      expect(whole(text)).toBe(false);
    },
  );
});
