import { parseNoProxy } from './no-proxy.js';
import { parseUpstreamProxy } from './parse-upstream-proxy.js';
import type { UpstreamChooser } from './upstream-proxy.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Which upstream proxy our own connections use. `setting` is what `--upstream-proxy` said: an address, for everything but what NO_PROXY
 * names (as curl takes its `--proxy`), or `none` for no proxy whatever the environment says; without it the environment decides. Throws
 * `UpstreamProxyError` on what cannot be used, so that a run fails at its start and not at its first connection.
 */
export function upstreamFrom(setting: string | undefined, env: Environment): UpstreamChooser {
  if (setting === undefined) return upstreamFromEnvironment(env);
  if (setting.toLowerCase() === 'none') return () => undefined;
  const proxy = parseUpstreamProxy('--upstream-proxy', setting);
  return chooser({ http: proxy, https: proxy }, env);
}

/**
 * Reads the proxy variables as curl does: `https_proxy`, `http_proxy`, `all_proxy` (lower case first; upper case is honoured too), and
 * `no_proxy`. An inherited proxy is never ignored: one that we cannot speak to throws `UpstreamProxyError`.
 */
export function upstreamFromEnvironment(env: Environment): UpstreamChooser {
  const read = (name: string) => {
    const value = env[name] || env[name.toUpperCase()];
    return value ? parseUpstreamProxy(name.toUpperCase(), value) : undefined;
  };
  const all = read('all_proxy');
  return chooser({ https: read('https_proxy') ?? all, http: read('http_proxy') ?? all }, env);
}

function chooser(proxies: Readonly<Record<'http' | 'https', ReturnType<UpstreamChooser>>>, env: Environment): UpstreamChooser {
  if (!proxies.http && !proxies.https) return () => undefined;
  const excluded = parseNoProxy(env['no_proxy'] || env['NO_PROXY'] || '');
  return (scheme, target) => (excluded(target) ? undefined : proxies[scheme]);
}
