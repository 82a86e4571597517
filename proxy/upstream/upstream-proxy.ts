import { type Authority, parseAuthority } from '../capture/parse-authority.js';
import { parseNoProxy } from './no-proxy.js';

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
  return { ...authority, authorization: `Basic ${Buffer.from(credentials(variable, url)).toString('base64')}` };
}

function credentials(variable: string, { username, password }: URL): string {
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch (error) {
    throw new UpstreamProxyError(
      `${variable.toUpperCase()} has a user name or password with a stray %: write a literal % as %25 (and : as %3A, @ as %40)`,
      { cause: error },
    );
  }
}
