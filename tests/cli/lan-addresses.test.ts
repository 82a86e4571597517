import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { lanAddresses } from '../../cli/lan-addresses.js';

const at = (address: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false) => ({ address, family, internal }) as NetworkInterfaceInfo;

it('gives IPv4 addresses that devices can reach, those of containers and virtual machines last', () => {
  expect(
    lanAddresses({
      lo: [at('127.0.0.1', 'IPv4', true)],
      docker0: [at('172.17.0.1')],
      wlan0: [at('fe80::1', 'IPv6'), at('192.168.1.20')],
      eth0: [at('169.254.3.4'), at('10.0.0.5')],
      gone: undefined,
    }),
  ).toEqual([
    { interfaceName: 'wlan0', address: '192.168.1.20' },
    { interfaceName: 'eth0', address: '10.0.0.5' },
    { interfaceName: 'docker0', address: '172.17.0.1' },
  ]);
});
