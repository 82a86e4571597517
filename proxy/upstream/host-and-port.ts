import { isIP } from 'node:net';
import type { Authority } from '../capture/parse-authority.js';

/** `host:port` as in a URL or CONNECT target: an IPv6 address in brackets. */
export function hostAndPort({ host, port }: Authority): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}
