import { isIP } from 'node:net';

/** A host and port taken from a CONNECT target or a URL: host lower case, IPv6 without brackets, no trailing dot. */
export interface Authority {
  readonly host: string;
  readonly port: number;
}

const namePattern = /^[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?$/;

/**
 * Parses `host:port` (RFC 9112, section 3.2.3; RFC 3986, section 3.2). `defaultPort` makes the port optional. Returns
 * `undefined` for anything that is not plainly a DNS name or IP literal with a port in 1–65535: the text comes from the network,
 * and nothing that looks like a path, a user name or a control character gets past here.
 */
export function parseAuthority(text: string, defaultPort?: number): Authority | undefined {
  if (text.length > 300) return undefined;
  let host: string;
  let rest: string;
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    if (end < 0) return undefined;
    host = text.slice(1, end).toLowerCase();
    rest = text.slice(end + 1);
    // A zone (%eth0) means something to one machine only, and not to this one.
    if (isIP(host) !== 6 || host.includes('%')) return undefined;
  } else {
    const colon = text.indexOf(':');
    host = (colon < 0 ? text : text.slice(0, colon)).toLowerCase();
    rest = colon < 0 ? '' : text.slice(colon);
    if (host.endsWith('.')) host = host.slice(0, -1);
    if (!namePattern.test(host) || host.includes('..')) return undefined;
    if (/^[\d.]+$/.test(host) && isIP(host) !== 4) return undefined;
  }
  if (rest === '' || rest === ':') return defaultPort === undefined ? undefined : { host, port: defaultPort };
  if (!/^:\d{1,5}$/.test(rest)) return undefined;
  const port = Number(rest.slice(1));
  return port >= 1 && port <= 65535 ? { host, port } : undefined;
}
