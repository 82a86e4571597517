import { expect, it } from 'vitest';
import { endToEndHeaders } from '../../../proxy/capture/end-to-end-headers.js';
import { hasHeader } from '../../../proxy/capture/has-header.js';
import { rawPairs } from '../../../proxy/capture/raw-pairs.js';

const raw = [
  'Host',
  'a',
  'PROXY-Connection',
  'x',
  'X-D',
  '1',
  'proxy-authorization',
  'y',
  'Keep-Alive',
  'z',
  'x-d',
  '2',
  'Proxy-Odd',
  'kept',
];

it('drops what speaks of the connection to the proxy, and keeps the rest in order', () => {
  expect(endToEndHeaders(raw)).toEqual(['Host', 'a', 'X-D', '1', 'x-d', '2', 'Proxy-Odd', 'kept']);
});

it('finds names, not values', () => {
  expect([hasHeader(raw, 'x-d'), hasHeader(raw, 'kept'), hasHeader([], 'host')]).toEqual([true, false, false]);
});

it('pairs up', () => {
  expect(rawPairs(['A', '1', 'a', '2', 'odd'])).toEqual([
    ['A', '1'],
    ['a', '2'],
  ]);
});
