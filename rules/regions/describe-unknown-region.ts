import type { Region } from '../../model/index.js';
import { assertNever } from '../../model/index.js';
import { parseAddress } from './parse-address.js';

function override(key: 'cidr' | 'host', value: string): string {
  return `regions.overrides: [{ ${key}: ${key === 'host' ? `"${value}"` : value}, region: XX, reason: … }]`;
}

function asBlock(written: string): string {
  // The zone of a link-local address is this machine's own name for a network: no ruleset holds it.
  const [address = written] = written.split('%');
  // An unquoted IPv6 address inside a flow map would end at its colons.
  return address.includes(':') ? `"${address}/128"` : `${address}/32`;
}

/** An override for what the device asked for: a name, or an address. */
function byName(host: string): string {
  return parseAddress(host) === undefined ? override('host', host) : override('cidr', asBlock(host));
}

/** Why the country of an address is not certain, and what would settle it; together one sentence, with a colon between. */
export interface RegionDoubt {
  readonly detail: string;
  readonly settledBy: string;
}

/**
 * For people: why the country of an address is not certain, and the override that would settle it.
 * `host` is the name that led to the address, where there is one. Not for regions that are certain: they give `undefined`.
 */
export function describeUnknownRegion(address: string, region: Region, host?: string): RegionDoubt | undefined {
  const { candidates, source } = region;
  const byAddress = override('cidr', asBlock(address));
  if (candidates !== 'unknown') {
    if (candidates.length === 1) return undefined;
    const names = candidates.join(' or ');
    if (source.kind === 'override') {
      return {
        detail: `${address} stands in ${names}, its names have overrides that disagree (${source.reason}; ${source.place})`,
        settledBy: `make them agree, or say where it stands with ${byAddress}`,
      };
    }
    const said = source.kind === 'database' && source.detail !== undefined ? ` (${source.detail})` : '';
    return {
      detail: `${address} stands in ${names === '' ? 'no known country' : names}, the databases disagree${said}`,
      settledBy: `say which of them decides with regions.precedence, or where it stands with ${byAddress}`,
    };
  }
  const settledBy = `say where it stands with ${byAddress}`;
  if (source.kind !== 'none') return { detail: `the country of ${address} is not known`, settledBy };
  const detail = source.detail === undefined ? '' : ` (${source.detail})`;
  switch (source.cause) {
    case 'private-address':
      return { detail: `${address} is a private address`, settledBy };
    case 'special-address':
      return { detail: `${address} is no address that a server could be placed by${detail}`, settledBy };
    case 'anycast':
      return {
        detail: `${address} is announced from many places at once${detail}, so no database knows which of them answered`,
        settledBy: `if all of them stand in one country, say so with ${byAddress}`,
      };
    case 'database-damaged':
      return {
        detail: `what ${source.detail ?? 'a country database'} says of ${address} cannot be read`,
        settledBy: `download that database again, or say where the address stands with ${byAddress}`,
      };
    case 'not-in-database':
      return { detail: `${address} is in no country database${detail}`, settledBy };
    case 'behind-upstream-proxy':
      return {
        detail: `${host ?? 'the connection'} ${host === undefined ? 'left' : 'was reached'} through an upstream proxy, which hides where ${host === undefined ? 'the server' : 'it'} stands`,
        settledBy: host === undefined ? 'test without that proxy' : `say where it stands with ${byName(host)}`,
      };
    case 'not-dialled':
      return {
        detail: `${host === undefined ? 'no server was' : `${host} was never`} reached, so where it stands is not known`,
        settledBy: host === undefined ? 'see why nothing could be dialled' : `say where it stands with ${byName(host)}`,
      };
    default:
      return assertNever(source.cause);
  }
}
