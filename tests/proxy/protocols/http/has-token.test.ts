import { expect, it } from 'vitest';
import { hasToken } from '../../../../proxy/protocols/http/has-token.js';

it.each([
  ['close', true],
  ['Close', true],
  ['keep-alive, CLOSE', true],
  ['a,close/1,b', true],
  ['closed', false],
  ['xclose, y', false],
  ['keep-alive', false],
  ['', false],
  [undefined, false],
])('hasToken(%j, close) is %j', (value, expected) => {
  expect(hasToken(value, 'close')).toBe(expected);
});
