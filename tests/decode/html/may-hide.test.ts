import { expect, test } from 'vitest';
import { mayHide } from '../../../decode/html/may-hide.js';

test.each([
  ['/p?mail=x', true],
  ['ada%40example', true],
  ['{"a":1}', true],
  ['<b>x</b>', true],
  ['YWRhQGV4YW1wbGUudGVzdA', true],
  ['6164614065786d706c65', true],
  ['col-6 navigation-item active', false],
  ['https://example.test/', false],
  ['', false],
])('%s', (value, expected) => {
  expect(mayHide(value)).toBe(expected);
});
