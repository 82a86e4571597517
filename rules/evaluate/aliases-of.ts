import type { Connection } from '../../model/index.js';
import type { AliasFacts } from '../compile/compile-operators.js';
import { isIpLiteral, normalHost } from '../compile/host-pattern.js';
import { classifyAddress } from '../regions/classify-address.js';
import { hostFacts } from './message-hosts.js';

/**
 * What the name that led to a server is an alias of. `names`: those that the connection goes by. Certain are a chain that led to the address
 * dialled, that a name was overridden on this machine, and that a private address stands for a name which DNS does not know: that comes out of
 * a hosts file or the like. A name of which nobody could find out may be anybody's alias.
 */
export function aliasesOf({ resolution, server, upstreamProxy }: Connection, names: readonly string[]): AliasFacts {
  if (server === undefined) return none;
  if (upstreamProxy !== undefined) return names.every(isIpLiteral) ? none : unknown;
  const isPublic = classifyAddress(server.address).kind === 'public';
  if (resolution === undefined) {
    // Nothing but the address was asked for, or a name that nobody asked DNS about.
    const dialledByName = server.host !== undefined && !isIpLiteral(normalHost(server.host));
    return dialledByName || (isPublic && !names.every(isIpLiteral)) ? unknown : none;
  }
  const aliases = resolution.chain.map(({ cname }) => cname);
  switch (resolution.chainUnknown) {
    case undefined:
      return { names: aliases, certain: resolution.source === 'dns' };
    case 'overridden':
      return none;
    case 'local-name':
    case 'no-such-name':
      return isPublic ? unknown : none;
    default:
      return { names: aliases, certain: false };
  }
}

/** Whether it is known what the name that led to a connection's server is an alias of. */
export function aliasesKnown(connection: Connection): boolean {
  return aliasesOf(connection, hostFacts(connection, '', false).names).certain;
}

const none: AliasFacts = { names: [], certain: true };
const unknown: AliasFacts = { names: [], certain: false };
