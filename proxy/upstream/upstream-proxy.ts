import { BlockList, isIP } from 'node:net';
import { type Authority, parseAuthority } from '../capture/parse-authority.js';

/** An HTTP proxy that our own connections must go through. `authorization` is the value of Proxy-Authorization. */
export interface UpstreamProxy {
  readonly host: string;
  readonly port: number;
  readonly authorization?: string;
}

/** Chooses the upstream proxy for a destination; `undefined` means directly. */
export type UpstreamChooser = (scheme: 'http' | 'https', target: Authority) => UpstreamProxy | undefined;

/** The inherited setting cannot be used. The message names the variable and what would do. */
export class UpstreamProxyError extends Error {
  override readonly name = 'UpstreamProxyError';
}

/**
 * Reads the proxy variables as curl does: `https_proxy`, `http_proxy`, `all_proxy` (lower case first; `HTTP_PROXY` in upper
 * case is honoured too), and `no_proxy`. An inherited proxy is never ignored: one that we cannot speak to (SOCKS, https)
 * throws {@link UpstreamProxyError} at start.
 */
export function upstreamFromEnvironment(env: Readonly<Record<string, string | undefined>>): UpstreamChooser {
  const read = (name: string) => parseProxy(name, env[name] || env[name.toUpperCase()]);
  const all = read('all_proxy');
  const proxies = { https: read('https_proxy') ?? all, http: read('http_proxy') ?? all };
  if (!proxies.http && !proxies.https) return () => undefined;
  const excluded = parseNoProxy(env['no_proxy'] || env['NO_PROXY'] || '');
  return (scheme, target) => (excluded(target) ? undefined : proxies[scheme]);
}

function parseProxy(variable: string, value: string | undefined): UpstreamProxy | undefined {
  if (!value) return undefined;
  const text = value.includes('://') ? value : `http://${value}`;
  let url: URL;
  try {
    url = new URL(text);
  } catch (error) {
    throw new UpstreamProxyError(`${variable.toUpperCase()} is not a proxy address: expected http://[user:password@]host:port`, {
      cause: error,
    });
  }
  if (url.protocol !== 'http:') {
    throw new UpstreamProxyError(
      `${variable.toUpperCase()} names a proxy of type ${url.protocol.slice(0, -1)}, which is not supported: use an http:// proxy, or unset ${variable} to connect directly`,
    );
  }
  const authority = parseAuthority(url.host, 80);
  if (!authority) throw new UpstreamProxyError(`${variable.toUpperCase()} has no valid host and port: expected http://host:port`);
  if (url.username === '' && url.password === '') return authority;
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { ...authority, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function parseNoProxy(text: string): (target: Authority) => boolean {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  if (entries.includes('*')) return () => true;
  const networks = new BlockList();
  const names: { host: string; port?: number }[] = [];
  for (const entry of entries) {
    const [network, bits] = entry.split('/');
    const family = isIP(network ?? '');
    if (family !== 0 && network !== undefined) {
      const kind = family === 4 ? 'ipv4' : 'ipv6';
      if (bits === undefined) networks.addAddress(network, kind);
      else if (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)) networks.addSubnet(network, Number(bits), kind);
      continue;
    }
    const name = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase());
    const host = (name?.[1] ?? '').replace(/^\*?\./, '');
    if (host !== '') names.push(name?.[2] === undefined ? { host } : { host, port: Number(name[2]) });
  }
  return ({ host, port }) => {
    const family = isIP(host);
    if (family !== 0) return networks.check(host, family === 4 ? 'ipv4' : 'ipv6') || names.some((entry) => entry.host === host);
    return names.some((entry) => (host === entry.host || host.endsWith(`.${entry.host}`)) && (entry.port ?? port) === port);
  };
}
