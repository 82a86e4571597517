import { networkInterfaces } from 'node:os';

/** An IPv4 address of this machine that other devices on its network may reach. */
export interface LanAddress {
  readonly interfaceName: string;
  readonly address: string;
}

/** Addresses of interfaces that are up, without loopback and link-local ones; bridges of containers and virtual machines last. */
export function lanAddresses(interfaces = networkInterfaces()): readonly LanAddress[] {
  const found: LanAddress[] = [];
  for (const [interfaceName, addresses] of Object.entries(interfaces)) {
    for (const { address, family, internal } of addresses ?? []) {
      if (family === 'IPv4' && !internal && !address.startsWith('169.254.')) found.push({ interfaceName, address });
    }
  }
  const virtual = (name: string) => /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap)/.test(name);
  return found.sort((a, b) => Number(virtual(a.interfaceName)) - Number(virtual(b.interfaceName)));
}
