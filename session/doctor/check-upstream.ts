import { upstreamFromEnvironment } from '../../proxy/index.js';
import type { Finding } from './setup-check.js';
import type { SetupOptions } from './setup-options.js';

/** Somebody of whom NO_PROXY says nothing. */
const anybody = { host: 'origin.plainsight.invalid', port: 443 };

/**
 * Whether the environment sends Plainsight's own connections through a proxy, and whether that is Plainsight itself: then nothing would ever reach
 * an origin. Throws `UpstreamProxyError` on a proxy that cannot be spoken to.
 */
export function checkUpstream({ env, host, port, lan, lanAddresses }: SetupOptions): Finding {
  const choose = upstreamFromEnvironment(env);
  const proxies = (['http', 'https'] as const).flatMap((scheme) => choose(scheme, anybody) ?? []);
  if (proxies.length === 0) return { state: 'ok', found: 'none: origins are dialled directly' };
  const ours = new Set(['localhost', '127.0.0.1', '::1', host, ...(lan ? lanAddresses.map(({ address }) => address) : [])]);
  const loop = proxies.find((proxy) => proxy.port === port && (ours.has(proxy.host) || proxy.host.startsWith('127.')));
  if (loop !== undefined) {
    return {
      state: 'problem',
      found: `the environment names ${loop.host}:${loop.port}, where Plainsight itself is to listen: its own connections would come back to it`,
      next: 'unset HTTP_PROXY, HTTPS_PROXY and ALL_PROXY for Plainsight, or give --upstream-proxy none, and set them for the app alone',
    };
  }
  const named = [...new Set(proxies.map((proxy) => `${proxy.host}:${proxy.port} (${proxy.kind})`))].join(', ');
  return {
    state: 'warning',
    found: `${named}, from the environment: it hides the addresses of origins, so that region rules stay open`,
    next: 'unset the variables, or give --upstream-proxy none, where origins can be reached directly',
  };
}
