import type { PlaceRow } from './place-row.js';

/**
 * Ranges that are nobody's servers, by their first and last address: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), multicast, and
 * what was never handed out. Written from the RFCs, not from the table that the program uses. Every rule must stay open.
 */
const ranges: readonly (readonly [first: string, last: string, source: string])[] = [
  ['0.0.0.0', '0.255.255.255', 'RFC 791, section 3.2: this network'],
  ['10.0.0.0', '10.255.255.255', 'RFC 1918: private use'],
  ['100.64.0.0', '100.127.255.255', 'RFC 6598: shared by carriers for NAT'],
  ['127.0.0.0', '127.255.255.255', 'RFC 1122, section 3.2.1.3: loopback'],
  ['169.254.0.0', '169.254.255.255', 'RFC 3927: link-local'],
  ['172.16.0.0', '172.31.255.255', 'RFC 1918: private use'],
  ['192.0.0.0', '192.0.0.7', 'RFC 7335: IPv4 service continuity'],
  ['192.0.0.11', '192.0.0.255', 'RFC 6890, section 2.1: protocol assignments of the IETF'],
  ['192.0.2.0', '192.0.2.255', 'RFC 5737: documentation'],
  ['192.88.99.0', '192.88.99.255', 'RFC 7526: relays of 6to4, deprecated'],
  ['192.168.0.0', '192.168.255.255', 'RFC 1918: private use'],
  ['198.18.0.0', '198.19.255.255', 'RFC 2544: benchmarks'],
  ['198.51.100.0', '198.51.100.255', 'RFC 5737: documentation'],
  ['203.0.113.0', '203.0.113.255', 'RFC 5737: documentation'],
  ['224.0.0.0', '239.255.255.255', 'RFC 5771: multicast'],
  ['240.0.0.0', '255.255.255.254', 'RFC 1112, section 4: reserved'],
  ['255.255.255.255', '255.255.255.255', 'RFC 919: limited broadcast'],
  ['::', '::1', 'RFC 4291, section 2.5: unspecified, loopback'],
  ['::2', '::ffff:ffff', 'RFC 4291, section 2.5.5.1: IPv4-compatible, deprecated'],
  ['64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', 'RFC 8215: NAT64 of this network'],
  ['100::', '100::ffff:ffff:ffff:ffff', 'RFC 6666: discarded'],
  ['2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4380: Teredo'],
  ['2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff', 'RFC 5180: benchmarks'],
  ['2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4843: ORCHID, deprecated'],
  ['2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 7343: ORCHIDv2'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 3849: documentation'],
  ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 3056: 6to4'],
  ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 9637: documentation'],
  ['5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 9602: segment routing'],
  ['4000::', '5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4291, section 2.4: outside 2000::/3, not handed out'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4193: unique local'],
  ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4291, section 2.5.6: link-local'],
  ['fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 3879: site-local, deprecated'],
  ['ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'RFC 4291, section 2.7: multicast'],
  // Wrapped addresses are what is in them.
  ['::ffff:10.0.0.0', '::ffff:10.255.255.255', 'RFC 4291, section 2.5.5.2, of RFC 1918'],
  ['64:ff9b::c0a8:0', '64:ff9b::c0a8:ffff', 'RFC 6052, of RFC 1918'],
];

export const reservedRows: readonly PlaceRow[] = ranges.flatMap(([first, last, source]) =>
  [...new Set([first, last])].map(
    (address): PlaceRow => ({ address, setting: 'ships', rule: 'not-china', expected: 'undetermined', source }),
  ),
);
