import type { Finding } from './setup-check.js';
import type { SetupOptions } from './setup-options.js';

/** Whether devices of the network could reach this machine. */
export function checkLan({ lan, lanAddresses, port }: Pick<SetupOptions, 'lan' | 'lanAddresses' | 'port'>): Finding {
  const found = lanAddresses.map(({ address, interfaceName }) => `${address} (${interfaceName})`).join(', ');
  const [first] = lanAddresses;
  if (first === undefined) {
    const none = 'no address on a local network';
    return lan
      ? { state: 'problem', found: none, next: 'connect this machine to the network of the devices' }
      : { state: 'note', found: `${none}: only programs on this machine can be tested` };
  }
  if (!lan) return { state: 'note', found, next: 'plainsight start --lan, to test devices of the network' };
  return { state: 'ok', found, next: `set ${first.address}:${port} as the proxy of the device` };
}
