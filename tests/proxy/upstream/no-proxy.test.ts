import { describe, expect, it } from 'vitest';
import { parseNoProxy } from '../../../proxy/upstream/no-proxy.js';

describe('parseNoProxy', () => {
  it.each([
    ['origin.test', 'origin.test', 443, true],
    ['origin.test', 'www.origin.test', 443, true],
    ['origin.test', 'myorigin.test', 443, false],
    ['.origin.test', 'www.origin.test', 443, true],
    ['*.origin.test', 'www.origin.test', 443, true],
    ['ORIGIN.test', 'origin.test', 443, true],
    ['origin.test:8443', 'origin.test', 443, false],
    ['origin.test:443', 'origin.test', 443, true],
    ['a.test, origin.test', 'origin.test', 443, true],
    ['a.test origin.test', 'origin.test', 443, true],
    ['*', 'anything.test', 443, true],
    ['127.0.0.1', '127.0.0.1', 443, true],
    ['127.0.0.1', '127.0.0.2', 443, false],
    ['10.0.0.0/8', '10.1.2.3', 443, true],
    ['10.0.0.0/8', '11.1.2.3', 443, false],
    ['10.0.0.0/99', '10.1.2.3', 443, false],
    ['10.0.0.1:8080', '10.0.0.1', 8080, true],
    ['10.0.0.1:8080', '10.0.0.1', 443, false],
    ['[::1]', '::1', 443, true],
    ['[::1]:8080', '::1', 8080, true],
    ['[::1]:8080', '::1', 443, false],
    ['::1', '::1', 443, true],
    ['fd00::/8', 'fd12::1', 443, true],
    ['localhost', 'localhost', 443, true],
    ['', 'origin.test', 443, false],
    [',,', 'origin.test', 443, false],
  ])('%s for %s:%i: %s', (list, host, port, direct) => {
    expect(parseNoProxy(list)({ host, port })).toBe(direct);
  });
});
