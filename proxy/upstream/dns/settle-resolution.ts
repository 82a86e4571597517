import ipaddr from 'ipaddr.js';
import type { NameResolution } from '../../../model/index.js';
import type { NameTrace } from './name-trace.js';
import { unwrapAddress } from './unwrap-address.js';

/**
 * Brings the address that was dialled together with what DNS says of the name. The chain led to the address only if the address stands in
 * the same answer: the system may have taken it from elsewhere (a hosts file, a VPN's resolver), and then the chain proves nothing of it.
 * Without an address (nothing was reached) it is what DNS says of the name.
 */
export function settleResolution(name: string, address: string | undefined, trace: NameTrace): NameResolution {
  if (trace.kind === 'unknown') return { name, source: 'system', chain: [], addresses: [], chainUnknown: trace.cause };
  const { resolver, four, six } = trace;
  const dialled = address === undefined ? undefined : unwrapAddress(address);
  const answers = [four, six].flatMap((answer) => answer ?? []);
  const holding = answers.find(
    (answer) => dialled !== undefined && answer.addresses.some((each) => unwrapAddress(each.address) === dialled),
  );
  if (holding !== undefined) return { name, source: 'dns', resolver, chain: holding.chain, addresses: holding.addresses };
  const all = answers.flatMap(({ addresses }) => addresses);
  // The longer way round, if the two differ: it is what could have been followed.
  const chain = answers.map((answer) => answer.chain).sort((a, b) => b.length - a.length)[0] ?? [];
  const overridden =
    dialled !== undefined && !isPublic(dialled) && all.length > 0 && all.every((each) => isPublic(unwrapAddress(each.address)));
  return {
    name,
    source: 'system',
    resolver,
    chain,
    addresses: all.slice(0, 64),
    chainUnknown: overridden ? 'overridden' : 'other-addresses',
  };
}

function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';
}
