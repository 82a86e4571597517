import type { Region } from '../../model/index.js';
import { assertNever } from '../../model/index.js';

function override(key: 'cidr' | 'host', value: string): string {
  return `regions.overrides: [{ ${key}: ${key === 'host' ? `"${value}"` : value}, region: XX, reason: … }]`;
}

function asBlock(written: string): string {
  // The zone of a link-local address is this machine's own name for a network: no ruleset holds it.
  const [address = written] = written.split('%');
  // An unquoted IPv6 address inside a flow map would end at its colons.
  return address.includes(':') ? `"${address}/128"` : `${address}/32`;
}

/**
 * One sentence for people on why the country of an address is not certain, with the override that would settle it.
 * `host` is the name that led to the address, where there is one. Not for regions that are certain: they give `undefined`.
 */
export function describeUnknownRegion(address: string, region: Region, host?: string): string | undefined {
  const { candidates, source } = region;
  if (candidates !== 'unknown') {
    if (candidates.length === 1) return undefined;
    const names = candidates.join(' or ');
    if (source.kind === 'override')
      return `${address} stands in ${names}, its names have overrides that disagree (${source.reason}; ${source.place}): make them agree, or say where it stands with ${override('cidr', asBlock(address))}`;
    const said = source.kind === 'database' && source.detail !== undefined ? ` (${source.detail})` : '';
    return `${address} stands in ${names === '' ? 'no known country' : names}, the databases disagree${said}: say which of them decides with regions.precedence, or where it stands with ${override('cidr', asBlock(address))}`;
  }
  if (source.kind !== 'none')
    return `the country of ${address} is not known: say where it stands with ${override('cidr', asBlock(address))}`;
  const detail = source.detail === undefined ? '' : ` (${source.detail})`;
  switch (source.cause) {
    case 'private-address':
      return `${address} is a private address: say where it stands with ${override('cidr', asBlock(address))}`;
    case 'special-address':
      return `${address} is no address that a server could be placed by${detail}: say where it stands with ${override('cidr', asBlock(address))}`;
    case 'anycast':
      return `${address} is announced from many places at once${detail}, so no database knows which of them answered: if all of them stand in one country, say so with ${override('cidr', asBlock(address))}`;
    case 'database-damaged':
      return `what ${source.detail ?? 'a country database'} says of ${address} cannot be read: download that database again, or say where the address stands with ${override('cidr', asBlock(address))}`;
    case 'not-in-database':
      return `${address} is in no country database${detail}: say where it stands with ${override('cidr', asBlock(address))}`;
    case 'behind-upstream-proxy':
      return host === undefined
        ? 'the connection left through an upstream proxy, which hides where the server stands: test without that proxy'
        : `${host} was reached through an upstream proxy, which hides where it stands: say so with ${override('host', host)}`;
    case 'not-dialled':
      return host === undefined
        ? 'no server was reached, so where it stands is not known'
        : `${host} was never reached, so where it stands is not known: say so with ${override('host', host)}`;
    default:
      return assertNever(source.cause);
  }
}
