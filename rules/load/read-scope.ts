import { canonicalCidr } from './host-pattern.js';
import type { ScopePart } from './layer.js';
import { child, type MapEntry, textsOf } from './node.js';
import type { ReadContext } from './read-context.js';
import { readHost } from './read-host.js';

/** What one file says of the run's `scope`. Names of lists are noted, to be checked later. */
export function readScope({ keyPlace, value }: MapEntry, context: ReadContext): ScopePart | undefined {
  const hosts = child(value, 'hosts');
  const clients = child(value, 'clients');
  if (hosts === undefined && clients === undefined) return undefined;
  for (const { text, place } of textsOf(clients)) {
    if (!canonicalCidr(text))
      context.problems.add(place, `\`${text}\` is not an IP address or CIDR of a device, such as 192.168.1.7 or 192.168.1.0/24`);
  }
  return {
    place: keyPlace,
    ...(hosts === undefined ? {} : { hosts: textsOf(hosts).map((member) => ({ ...member, text: readHost(member, context) })) }),
    ...(clients === undefined ? {} : { clients: textsOf(clients).map(({ text }) => text) }),
  };
}
