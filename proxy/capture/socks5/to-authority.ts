import { isIP } from 'node:net';
import { type Authority, parseAuthority } from '../parse-authority.js';
import type { SocksAddress } from './read-address.js';

/**
 * The destination that a SOCKS5 client named, checked as a CONNECT target is. `undefined` for anything that is not plainly a DNS name or an
 * IP literal with a port from 1 to 65535. Literals sent as names, as some clients do, are taken for what they are.
 */
export function toAuthority({ host, port }: SocksAddress): Authority | undefined {
  return parseAuthority(isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`);
}
