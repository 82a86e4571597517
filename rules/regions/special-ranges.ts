import type { NetworkEntry } from './network-table.js';

/** What a range of addresses is set aside for. */
export interface SpecialRange {
  /** For people. */
  readonly name: string;
  readonly rfc: string;
  /**
   * `local`: each network has its own of it, so its operator knows where they stand and no database can. `nowhere`: no server is reached at it
   * that stands in one knowable country. `global`: reachable from anywhere like others, though it lies within a range that is not.
   */
  readonly reach: 'local' | 'nowhere' | 'global';
}

type Row = readonly [cidr: string, name: string, rfc: string, reach?: SpecialRange['reach']];

/** Checked against the registries on this day, `YYYY-MM-DD`. */
export const specialRangesAsOf = '2026-01-31';

/**
 * IANA IPv4 Special-Purpose Address Registry (RFC 6890, RFC 8190), https://www.iana.org/assignments/iana-ipv4-special-registry/, with multicast.
 */
const ipv4: readonly Row[] = [
  ['0.0.0.0/8', 'this network', 'RFC 791'],
  ['10.0.0.0/8', 'private use', 'RFC 1918', 'local'],
  ['100.64.0.0/10', 'shared by carriers for NAT', 'RFC 6598', 'local'],
  ['127.0.0.0/8', 'loopback', 'RFC 1122', 'local'],
  ['169.254.0.0/16', 'link-local', 'RFC 3927', 'local'],
  ['172.16.0.0/12', 'private use', 'RFC 1918', 'local'],
  ['192.0.0.0/24', 'protocol assignments of the IETF', 'RFC 6890'],
  ['192.0.0.0/29', 'IPv4 service continuity', 'RFC 7335', 'local'],
  ['192.0.0.9/32', 'port control protocol anycast', 'RFC 7723', 'global'],
  ['192.0.0.10/32', 'TURN anycast', 'RFC 8155', 'global'],
  ['192.0.2.0/24', 'documentation', 'RFC 5737'],
  ['192.88.99.0/24', 'relays of 6to4, deprecated', 'RFC 7526'],
  ['192.168.0.0/16', 'private use', 'RFC 1918', 'local'],
  ['198.18.0.0/15', 'benchmarks', 'RFC 2544'],
  ['198.51.100.0/24', 'documentation', 'RFC 5737'],
  ['203.0.113.0/24', 'documentation', 'RFC 5737'],
  ['224.0.0.0/4', 'multicast', 'RFC 5771'],
  ['240.0.0.0/4', 'reserved', 'RFC 1112'],
  ['255.255.255.255/32', 'limited broadcast', 'RFC 919'],
];

/**
 * IANA IPv6 Special-Purpose Address Registry, https://www.iana.org/assignments/iana-ipv6-special-registry/, with multicast and what RFC 4291
 * and its successors deprecate. Outside all of these only 2000::/3 is handed out (IANA IPv6 Address Space).
 */
const ipv6: readonly Row[] = [
  ['::/0', 'not handed out by IANA', 'RFC 4291'],
  ['2000::/3', 'global unicast', 'RFC 4291', 'global'],
  ['::/96', 'IPv4-compatible, deprecated', 'RFC 4291'],
  ['::/128', 'unspecified', 'RFC 4291'],
  ['::1/128', 'loopback', 'RFC 4291', 'local'],
  ['::ffff:0:0:0/96', 'IPv4-translated', 'RFC 2765'],
  ['64:ff9b:1::/48', 'NAT64 of this network', 'RFC 8215', 'local'],
  ['100::/64', 'discarded', 'RFC 6666'],
  ['100:0:0:1::/64', 'dummy prefix', 'RFC 9780'],
  ['2001::/23', 'protocol assignments of the IETF', 'RFC 2928'],
  ['2001::/32', 'Teredo', 'RFC 4380'],
  ['2001:1::1/128', 'port control protocol anycast', 'RFC 7723', 'global'],
  ['2001:1::2/128', 'TURN anycast', 'RFC 8155', 'global'],
  ['2001:1::3/128', 'DNS-SD service registration anycast', 'RFC 9665', 'global'],
  ['2001:2::/48', 'benchmarks', 'RFC 5180'],
  ['2001:3::/32', 'automatic multicast tunnels', 'RFC 7450', 'global'],
  ['2001:4:112::/48', 'AS112', 'RFC 7535', 'global'],
  ['2001:10::/28', 'ORCHID, deprecated', 'RFC 4843'],
  ['2001:20::/28', 'ORCHIDv2', 'RFC 7343'],
  ['2001:30::/28', 'remote IDs of drones', 'RFC 9374'],
  ['2001:db8::/32', 'documentation', 'RFC 3849'],
  ['2002::/16', '6to4', 'RFC 3056'],
  ['3fff::/20', 'documentation', 'RFC 9637'],
  ['5f00::/16', 'segment routing', 'RFC 9602'],
  ['fc00::/7', 'unique local', 'RFC 4193', 'local'],
  ['fe80::/10', 'link-local', 'RFC 4291', 'local'],
  ['fec0::/10', 'site-local, deprecated', 'RFC 3879', 'local'],
  ['ff00::/8', 'multicast', 'RFC 4291'],
];

/** Ranges of addresses that are not simply some server's. The narrowest that holds an address counts. */
export const specialRanges: readonly NetworkEntry<SpecialRange>[] = [...ipv4, ...ipv6].map(([cidr, name, rfc, reach = 'nowhere']) => ({
  cidr,
  value: { name, rfc, reach },
}));
