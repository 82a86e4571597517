import { parseAuthority } from '../capture/parse-authority.js';
import { type UpstreamProxy, UpstreamProxyError } from './upstream-proxy.js';

const expected = 'expected http://, https://, socks5:// or socks5h:// and [user:password@]host:port';
/** RFC 1929, section 2: lengths are one byte. */
const mostSocksBytes = 255;

/**
 * Reads the address of a proxy as curl does; without a scheme it is an HTTP proxy. User name and password are percent-decoded. `source` is
 * the variable or flag that said so. Throws {@link UpstreamProxyError}.
 */
export function parseUpstreamProxy(source: string, value: string): UpstreamProxy {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
  let url: URL;
  try {
    url = new URL(scheme === undefined ? `http://${value}` : value);
  } catch {
    // Its error quotes the setting, password and all: not even as a cause.
    throw new UpstreamProxyError(`${source} is not a proxy address: ${expected}`);
  }
  const at = (defaultPort: number) => {
    const authority = parseAuthority(url.host, defaultPort);
    if (authority === undefined) throw new UpstreamProxyError(`${source} has no valid host and port: ${expected}`);
    return authority;
  };
  switch (scheme) {
    case undefined:
    case 'http':
      return { kind: 'http', ...at(80), ...authorization(source, url) };
    case 'https':
      return { kind: 'https', ...at(443), ...authorization(source, url) };
    case 'socks5':
      return { kind: 'socks5', ...at(1080), resolveAt: 'here', ...socksCredentials(source, url) };
    case 'socks5h':
      return { kind: 'socks5', ...at(1080), resolveAt: 'proxy', ...socksCredentials(source, url) };
    default:
      throw new UpstreamProxyError(
        `${source} names a proxy of type ${scheme.slice(0, 20)}, which is not supported: ${expected}, or unset it to connect directly`,
      );
  }
}

function authorization(source: string, url: URL): { readonly authorization?: string } {
  const { username, password, given } = credentials(source, url);
  if (!given) return {};
  if (username.includes(':')) {
    throw new UpstreamProxyError(`${source} has a user name with a colon, which an HTTP proxy cannot be given (RFC 7617)`);
  }
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

function socksCredentials(source: string, url: URL): { readonly credentials?: { readonly username: string; readonly password: string } } {
  const { username, password, given } = credentials(source, url);
  if (!given) return {};
  if (Buffer.byteLength(username) > mostSocksBytes || Buffer.byteLength(password) > mostSocksBytes) {
    throw new UpstreamProxyError(`${source} has a user name or password of more than ${mostSocksBytes} bytes, which SOCKS5 cannot carry`);
  }
  return { credentials: { username, password } };
}

function credentials(source: string, url: URL): { readonly username: string; readonly password: string; readonly given: boolean } {
  try {
    const username = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    return { username, password, given: username !== '' || password !== '' };
  } catch (error) {
    throw new UpstreamProxyError(
      `${source} has a user name or password with a stray %: write a literal % as %25 (and : as %3A, @ as %40)`,
      { cause: error },
    );
  }
}
