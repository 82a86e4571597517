import { expect, test } from 'vitest';
import { authorityEnd } from '../../decode/authority-end.js';

test.each([
  ['http://a.example:80/p?q', 'http://a.example:80'],
  ['HTTP://a.example', 'HTTP://a.example'],
  ['coap+tcp://a.example?q', 'coap+tcp://a.example'],
  ['http://a.example#f', 'http://a.example'],
  ['/p?u=http://a.example/x', ''],
  ['a.example:443', ''],
  ['*', ''],
  ['', ''],
])('%s', (target, expected) => expect(target.slice(0, authorityEnd(target))).toBe(expected));

test('in linear time, however long', () => {
  expect(authorityEnd(`http://${'a'.repeat(24 * 1024 * 1024)}`)).toBe(24 * 1024 * 1024 + 7);
});
