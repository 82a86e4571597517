import { BlockList, isIP } from 'node:net';
import type { Authority } from '../capture/parse-authority.js';

/**
 * Reads NO_PROXY as curl and Go do: names (and all below them, with or without a leading dot or `*.`), IP literals, CIDRs, each with
 * an optional port, IPv6 in brackets where it has one; `*` for everything. Entries that are none of these match nothing.
 */
export function parseNoProxy(text: string): (target: Authority) => boolean {
  const entries = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '');
  if (entries.includes('*')) return () => true;
  const networks = new BlockList();
  const exact: { host: string; port?: number }[] = [];
  for (const entry of entries) {
    const [network = '', bits] = entry.split('/');
    const family = isIP(network);
    if (family !== 0) {
      const widest = family === 4 ? 32 : 128;
      if (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest)) {
        networks.addSubnet(network, bits === undefined ? widest : Number(bits), family === 4 ? 'ipv4' : 'ipv6');
      }
      continue;
    }
    const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(entry) ?? [];
    const host = bracketed ?? plain?.replace(/^\*?\./, '') ?? '';
    if (host !== '') exact.push(port === undefined ? { host } : { host, port: Number(port) });
  }
  return ({ host, port }) => {
    const family = isIP(host);
    if (family !== 0 && networks.check(host, family === 4 ? 'ipv4' : 'ipv6')) return true;
    return exact.some(
      (entry) => (host === entry.host || (family === 0 && host.endsWith(`.${entry.host}`))) && (entry.port ?? port) === port,
    );
  };
}
