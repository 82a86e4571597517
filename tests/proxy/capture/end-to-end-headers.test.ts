import { expect, it } from 'vitest';
import { endToEndHeaders } from '../../../proxy/capture/end-to-end-headers.js';

it.each(['Proxy-Connection', 'PROXY-AUTHORIZATION', 'keep-alive'])('drops %s, wherever it stands and as often as it does', (name) => {
  expect(endToEndHeaders([name, '1', 'Host', 'a', name, '2', 'Accept', '*/*', name, '3'])).toEqual(['Host', 'a', 'Accept', '*/*']);
});

it.each(['Proxy-Authenticate', 'Proxy-Connection2', 'X-Keep-Alive', 'Authorization', 'Connection', 'Transfer-Encoding', 'TE', ''])(
  'keeps %j',
  (name) => expect(endToEndHeaders([name, 'x'])).toEqual([name, 'x']),
);

it('keeps case, order, duplicates and odd values', () => {
  const raw = ['hOST', 'a', 'X-D', '1', 'x-d', '', 'X-D', 'keep-alive', 'a', '\xe4'];
  expect(endToEndHeaders(raw)).toEqual(raw);
});

it('leaves its input alone', () => {
  const raw = ['Keep-Alive', '1', 'A', '2'];
  endToEndHeaders(raw);
  expect(raw).toEqual(['Keep-Alive', '1', 'A', '2']);
});
