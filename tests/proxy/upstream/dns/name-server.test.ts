import { getServers } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { parseNameServer } from '../../../../proxy/upstream/dns/name-server.js';

describe('parseNameServer', () => {
  it.each<[string, string, number]>([
    ['192.0.2.1', '192.0.2.1', 53],
    ['192.0.2.1:5353', '192.0.2.1', 5353],
    ['2001:db8::1', '2001:db8::1', 53],
    ['[2001:db8::1]', '2001:db8::1', 53],
    ['[2001:db8::1]:5353', '2001:db8::1', 5353],
    ['fe80::1%eth0', 'fe80::1%eth0', 53],
  ])('reads %s', (text, address, port) => {
    expect(parseNameServer(text)).toEqual({ address, port });
  });

  it.each(['', 'dns.example', '192.0.2.1:', '192.0.2.1:0', '192.0.2.1:65536', '[192.0.2.1]', '192.0.2', '[2001:db8::1', ':53'])(
    'takes %j for none',
    (text) => {
      expect(parseNameServer(text)).toBeUndefined();
    },
  );

  it('reads what Node says of the system', () => {
    for (const text of getServers()) expect(parseNameServer(text), text).toBeDefined();
  });
});
