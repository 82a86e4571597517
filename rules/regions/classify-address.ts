import ipaddr from 'ipaddr.js';
import { addressWords, createNetworkTable } from './network-table.js';
import { parseAddress } from './parse-address.js';
import { specialRanges } from './special-ranges.js';
import { type Wrapping, wrappedIpv4 } from './wrapped-ipv4.js';

/**
 * What kind of address it is. `public` may stand in any country and is worth looking up; `special` stands in no country that a
 * database could know: private, loopback, link-local, CGNAT, documentation, benchmarks, multicast, reserved, tunnels.
 */
export type AddressClass =
  /** `address` has IPv4-mapped (RFC 4291) and NAT64 (RFC 6052, `64:ff9b::/96`) forms unwrapped to IPv4; `via` says which it was. */
  | { readonly kind: 'public'; readonly address: string; readonly via?: Wrapping }
  | {
      readonly kind: 'special';
      readonly address: string;
      readonly via?: Wrapping;
      /** For people, with its RFC: `documentation (RFC 5737)`. */
      readonly range: string;
      /** Each network has its own of it: private, loopback, link-local, CGNAT. */
      readonly local: boolean;
      /** The IPv4 address at the end of a tunnel (6to4, Teredo). It is not where the server must stand. */
      readonly embedded?: string;
    }
  | { readonly kind: 'not-an-address' };

const ranges = createNetworkTable(specialRanges);

function ipv4Of(high: number, low: number): ipaddr.IPv4 {
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
}

/** 6to4 has the router's address behind its 16 bits (RFC 3056, section 2); Teredo the client's, inverted, at its end (RFC 4380, section 4). */
function embeddedIn(address: ipaddr.IPv4 | ipaddr.IPv6): string | undefined {
  if (address instanceof ipaddr.IPv4) return undefined;
  const [a, b = 0, c = 0, , , , g = 0, h = 0] = (address as ipaddr.IPv6).parts;
  if (a === 0x2002) return ipv4Of(b, c).toString();
  if (a === 0x2001 && b === 0) return ipv4Of(g ^ 0xffff, h ^ 0xffff).toString();
  return undefined;
}

/**
 * Classifies an IP literal (without brackets; a zone ID is ignored) by the special-purpose registries of IANA (`special-ranges`). Never throws.
 * A NAT64 prefix that a network chose for itself looks like any other address: only an override can say what stands behind it.
 */
export function classifyAddress(text: string): AddressClass {
  // Whoever asks where an address stands asks several things of it in turn.
  if (text === lastText) return lastClass;
  const classified = classify(text);
  lastText = text;
  lastClass = classified;
  return classified;
}

let lastText = '';
let lastClass: AddressClass = { kind: 'not-an-address' };

function classify(text: string): AddressClass {
  const zone = text.indexOf('%');
  const literal = zone === -1 ? text : text.slice(0, zone);
  const parsed = parseAddress(literal);
  if (parsed === undefined) return { kind: 'not-an-address' };
  const inner = parsed instanceof ipaddr.IPv4 ? undefined : wrappedIpv4(parsed as ipaddr.IPv6);
  const { address, via } = inner ?? { address: parsed, via: undefined };
  const wrapped = via === undefined ? {} : { via };
  const special = ranges.find(addressWords(address))?.value;
  // Nobody needs the one shortest spelling of an IPv6 address here, and to find it costs as much as all the rest.
  const asWritten = via === undefined && (address instanceof ipaddr.IPv4 || !literal.includes('.'));
  const plain = asWritten ? literal.toLowerCase() : address.toString();
  if (special === undefined || special.reach === 'global') return { kind: 'public', address: plain, ...wrapped };
  const embedded = embeddedIn(address);
  return {
    kind: 'special',
    address: plain,
    range: `${special.name} (${special.rfc})`,
    local: special.reach === 'local',
    ...wrapped,
    ...(embedded === undefined ? {} : { embedded }),
  };
}
