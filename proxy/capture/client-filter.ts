import { BlockList, isIP } from 'node:net';

/** A device filter that cannot be used: names the entry and what was expected. */
export class ClientFilterError extends Error {
  override readonly name = 'ClientFilterError';
}

/** RFC 1918, RFC 6598 (carrier-grade NAT), link-local, and unique local IPv6 addresses: what stands in a home or office network. */
const privateNetworks = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
] as const;

/**
 * Which device addresses may use the proxy: loopback always; with `lan` private addresses; with `clients` (IPs or CIDRs) only those,
 * private or not. Public addresses get in only by name: an open proxy is found within minutes.
 */
export function createClientFilter(options: { readonly lan: boolean; readonly clients: readonly string[] }): (address: string) => boolean {
  const allowed = new BlockList();
  const add = (entry: string) => {
    const [network = '', bits, more] = entry.split('/');
    const family = isIP(network);
    const widest = family === 4 ? 32 : 128;
    if (family === 0 || more !== undefined || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= widest))) {
      throw new ClientFilterError(
        `${JSON.stringify(entry)} is not a device address: expected an IP address or a CIDR such as 192.168.1.0/24`,
      );
    }
    allowed.addSubnet(network, bits === undefined ? widest : Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  };
  for (const entry of ['127.0.0.0/8', '::1/128', ...options.clients]) add(entry);
  if (options.lan && options.clients.length === 0) for (const network of privateNetworks) add(network);
  return (address) => {
    const family = isIP(address);
    return family !== 0 && allowed.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}
