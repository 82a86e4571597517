import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { assertNever, type DialAttempt } from '../../model/index.js';
import type { Authority } from '../capture/parse-authority.js';
import { connectThroughProxy } from './connect-through-proxy.js';
import { type Dialled, type DialOptions, dial } from './dial.js';
import { DialError } from './dial-error.js';
import { hostAndPort } from './host-and-port.js';
import { reachThroughSocks } from './reach-through-socks.js';
import { secureProxy } from './secure-proxy.js';
import type { UpstreamProxy } from './upstream-proxy.js';

export interface ReachOptions extends DialOptions {
  /** Whether an HTTP proxy is asked for a tunnel. Without, the socket takes requests in absolute form. SOCKS is always a tunnel. */
  readonly tunnel: boolean;
  /** What an `https` proxy's certificate is verified with. */
  readonly secureContext: SecureContext;
}

/**
 * Opens a way to `target` through an upstream proxy: dials the proxy, does its TLS, asks it. The attempts are those at the proxy's
 * addresses, followed by those that a SOCKS proxy made at the addresses we named. Rejects with {@link DialError}, which holds them too.
 */
export async function reachThroughProxy(target: Authority, proxy: UpstreamProxy, options: ReachOptions): Promise<Dialled> {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  const left = () => Math.max(1, options.timeout - elapsed());
  const { signal } = options;
  const attempts: DialAttempt[] = [];
  const open = async (): Promise<Socket> => {
    const before = elapsed();
    const dialled = await dialProxy(proxy, { ...options, timeout: left() });
    for (const attempt of dialled.attempts) attempts.push({ ...attempt, startedAfterMs: attempt.startedAfterMs + before });
    return dialled.socket;
  };
  try {
    switch (proxy.kind) {
      case 'http':
      case 'https': {
        let socket = await open();
        if (proxy.kind === 'https') socket = await secureProxy(socket, proxy, options.secureContext, { timeout: left(), signal });
        if (options.tunnel) await connectThroughProxy(socket, target, proxy, { timeout: left(), signal });
        return { socket, attempts };
      }
      case 'socks5':
        return { socket: await reachThroughSocks(target, proxy, { ...options, open, left, elapsed, tried: attempts }), attempts };
      default:
        return assertNever(proxy);
    }
  } catch (error) {
    if (error instanceof DialError) throw new DialError(error.message, error.failure, [...attempts, ...error.attempts]);
    throw error;
  }
}

async function dialProxy(proxy: UpstreamProxy, options: DialOptions): Promise<Dialled> {
  try {
    return await dial(proxy.host, proxy.port, options);
  } catch (error) {
    if (!(error instanceof DialError) || error.failure === 'refused-loop') throw error;
    throw new DialError(`upstream proxy ${hostAndPort(proxy)} cannot be reached: ${error.message}`, error.failure, error.attempts);
  }
}
