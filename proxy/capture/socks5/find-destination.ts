import { isIP } from 'node:net';
import type { FailureCause, InjectedFault } from '../../../model/index.js';
import type { ProxyContext } from '../../proxy-context.js';
import { DialError } from '../../upstream/dial-error.js';
import type { Follow } from '../../upstream/dns/follow-name.js';
import { reaches } from '../../upstream/own-addresses.js';
import { resolveHost } from '../../upstream/resolve-host.js';
import type { Authority } from '../parse-authority.js';
import { canonicalAddress } from './canonical-address.js';

/** Where datagrams for a destination go, or why nowhere. `follow` finds out how its name led there. `fault`: the tester asked for that. */
export type Destination =
  | { readonly kind: 'found'; readonly address: string; readonly follow?: Follow }
  | { readonly kind: 'failed'; readonly cause: FailureCause; readonly fault?: InjectedFault };

/**
 * Finds the address that datagrams for a target are sent to: the first of its addresses in the resolver's order that is not ourselves. Refuses
 * what dialling would, and all that should go through an upstream proxy: those are asked for TCP only, and nothing may get round them.
 * Calls back at once for IP literals. Not a check that anybody answers there: UDP has none.
 */
export function findDestination(context: ProxyContext, target: Authority, signal: AbortSignal, done: (found: Destination) => void): void {
  const { faultFor, localHosts, upstream, resolve } = context.options;
  const failed = (cause: FailureCause) => done({ kind: 'failed', cause });
  // The names that Plainsight serves itself are served over TCP.
  if (localHosts.has(target.host)) return void failed('protocol-error');
  const fault = faultFor?.(target);
  if (fault !== undefined) return void done({ kind: 'failed', cause: 'injected', fault });
  if (upstream('https', target) !== undefined) return void failed('upstream-proxy-refused');
  const choose = (addresses: readonly string[], follow?: Follow) => {
    if (addresses.length === 0) return failed('name-not-resolved');
    const address = addresses
      .filter((each) => isIP(each) !== 0)
      .map(canonicalAddress)
      .find((each) => !isForbidden(context, each, target.port));
    if (address === undefined) failed('protocol-error');
    else done({ kind: 'found', address, ...(follow ? { follow } : {}) });
  };
  if (isIP(target.host) !== 0) return void choose([target.host]);
  const follow = context.follow(target.host);
  resolveHost(target.host, { timeout: context.dialTimeout, signal, resolve })
    .then(
      (addresses) => choose(addresses, follow),
      (error: unknown) => {
        const cause = error instanceof DialError && error.failure !== 'refused-loop' ? error.failure : 'protocol-error';
        failed(cause);
      },
    )
    .catch((error: unknown) => context.fault(error));
}

/** A datagram to one of our own relays would be one of another device's. */
function isForbidden(context: ProxyContext, address: string, port: number): boolean {
  return context.refusal(address, port) !== undefined || (context.relayPorts.has(port) && reaches(address, '0.0.0.0'));
}
