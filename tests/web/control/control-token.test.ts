import { describe, expect, it } from 'vitest';
import { carriesToken, makeControlToken } from '../../../web/control/control-token.js';

describe('carriesToken', () => {
  const token = makeControlToken();

  it.each([`Bearer ${token}`, `bearer ${token}`, `Bearer   ${token}`])('accepts %s', (header) => {
    expect(carriesToken(header, token)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    token,
    `Basic ${token}`,
    `Bearer ${token}x`,
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token} x`,
    `Bearer ${'x'.repeat(100_000)}`,
  ])('refuses %.60s', (header) => {
    expect(carriesToken(header, token)).toBe(false);
  });

  it('is another one each time', () => {
    expect(makeControlToken()).not.toBe(token);
  });
});
