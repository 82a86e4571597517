import { describe, expect, it } from 'vitest';
import { ClientFilterError, createClientFilter } from '../../../proxy/capture/client-filter.js';

const filters = {
  loopback: createClientFilter({ lan: false, clients: [] }),
  lan: createClientFilter({ lan: true, clients: [] }),
  named: createClientFilter({ lan: true, clients: ['203.0.113.7', '192.168.1.0/24', '2001:db8::/32'] }),
};

describe('createClientFilter', () => {
  it.each([
    // address, loopback alone, with lan, with names
    ['127.0.0.1', true, true, true],
    ['127.8.8.8', true, true, true],
    ['::1', true, true, true],
    ['10.1.2.3', false, true, false],
    ['172.16.0.1', false, true, false],
    ['172.32.0.1', false, false, false],
    ['192.168.1.9', false, true, true],
    ['192.168.2.9', false, true, false],
    ['100.64.0.1', false, true, false],
    ['169.254.1.1', false, true, false],
    ['fe80::1', false, true, false],
    ['fd00::1', false, true, false],
    ['8.8.8.8', false, false, false],
    ['203.0.113.7', false, false, true],
    ['203.0.113.8', false, false, false],
    ['2001:db8::5', false, false, true],
    ['2001:db9::5', false, false, false],
    ['', false, false, false],
    ['localhost', false, false, false],
  ])('%s', (address, loopback, lan, named) => {
    expect([filters.loopback(address), filters.lan(address), filters.named(address)]).toEqual([loopback, lan, named]);
  });

  it.each(['', 'phone', '192.168.1', '192.168.1.0/33', '192.168.1.0/', '192.168.1.0/x', '1.2.3.4/8/8', '::1/129', '10.0.0.1:80'])(
    'says what is wrong with %j',
    (entry) => {
      expect(() => createClientFilter({ lan: false, clients: [entry] })).toThrow(ClientFilterError);
    },
  );
});
