import { isIP, type Socket } from 'node:net';
import type { DialAttempt } from '../../model/index.js';
import type { Authority } from '../capture/parse-authority.js';
import { DialError } from './dial-error.js';
import { negotiate } from './negotiate.js';
import { type ResolveOptions, resolveHost } from './resolve-host.js';
import { createSocks5Dialogue } from './socks5-dialogue.js';
import type { Socks5UpstreamProxy } from './upstream-proxy.js';

/** Addresses of one name that a proxy is asked for, one after another. */
const mostAddresses = 4;

export interface SocksOptions extends ResolveOptions {
  /** A new connection to the proxy. */
  readonly open: () => Promise<Socket>;
  /** Milliseconds left. */
  readonly left: () => number;
  /** Milliseconds since the first try. */
  readonly elapsed: () => number;
  /** Where tries at addresses that we resolved are noted. */
  readonly tried: DialAttempt[];
  /** A reason not to have the proxy connect to this address. */
  readonly refuse?: (address: string, port: number) => string | undefined;
}

/**
 * Has a SOCKS5 proxy connect to `target`. With names resolved here it is asked for their addresses in the resolver's order, the next one
 * when one cannot be reached, each on a connection of its own: a proxy cannot be raced. Rejects with {@link DialError}.
 */
export async function reachThroughSocks(target: Authority, proxy: Socks5UpstreamProxy, options: SocksOptions): Promise<Socket> {
  if (proxy.resolveAt === 'proxy' || isIP(target.host) !== 0) return ask(target, proxy, options);
  const { addresses, refusal } = allowed(await resolveHost(target.host, { ...options, timeout: options.left() }), target.port, options);
  let failure: DialError | undefined;
  for (const address of addresses) {
    const startedAfterMs = options.elapsed();
    const note = (outcome: DialAttempt['outcome']) => void options.tried.push({ address, port: target.port, startedAfterMs, outcome });
    try {
      const socket = await ask({ host: address, port: target.port }, proxy, options);
      note('connected');
      return socket;
    } catch (error) {
      if (!(error instanceof DialError)) throw error;
      // With attempts of its own it is the proxy that could not be reached.
      if (error.attempts.length === 0) note({ failed: String(error.failure) });
      failure = error;
      if (!anotherMayDo(error)) break;
    }
  }
  throw failure ?? new DialError(refusal ?? `${target.host} has no address`, refusal ? 'refused-loop' : 'name-not-resolved', []);
}

async function ask(destination: Authority, proxy: Socks5UpstreamProxy, options: SocksOptions): Promise<Socket> {
  const socket = await options.open();
  await negotiate(socket, proxy, createSocks5Dialogue(destination, proxy.credentials), { timeout: options.left(), signal: options.signal });
  return socket;
}

function allowed(
  resolved: readonly string[],
  port: number,
  { refuse }: SocksOptions,
): { readonly addresses: readonly string[]; readonly refusal: string | undefined } {
  const addresses: string[] = [];
  let refusal: string | undefined;
  for (const address of resolved) {
    if (isIP(address) === 0) continue;
    const reason = refuse?.(address, port);
    if (reason === undefined) addresses.push(address);
    else refusal = reason;
  }
  return { addresses: addresses.slice(0, mostAddresses), refusal };
}

/** Whether the proxy itself was reached, and would have connected had the address answered. */
function anotherMayDo({ failure, attempts }: DialError): boolean {
  return attempts.length === 0 && (failure === 'unreachable' || failure === 'connection-refused');
}
