import ipaddr from 'ipaddr.js';

/** One network of a small MaxMind DB: its bits as a string of 0 and 1, and its record. */
export interface Network {
  readonly bits: string;
  readonly record: MmdbValue;
}

export type MmdbValue = string | number | boolean | { readonly [key: string]: MmdbValue };

/** Bits of one record of the tree. 28 shares a byte between the two of a node. */
export type RecordSize = 24 | 28 | 32;

type Node = [Node | number | undefined, Node | number | undefined];

function sized(type: number, size: number): Buffer {
  const first = type < 8 ? type << 5 : 0;
  const control = size < 29 ? [first | size] : [first | 29];
  return Buffer.from([...control, ...(type < 8 ? [] : [type - 7]), ...(size < 29 ? [] : [size - 29])]);
}

function encode(value: MmdbValue): Buffer {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([sized(2, bytes.length), bytes]);
  }
  if (typeof value === 'boolean') return sized(14, value ? 1 : 0);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(value));
    const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
    // uint64 for the build time, uint32 for the rest.
    return Buffer.concat([sized(value > 0xffff_ffff ? 9 : 6, significant.length), significant]);
  }
  const entries = Object.entries(value);
  return Buffer.concat([sized(7, entries.length), ...entries.flatMap(([key, inner]) => [encode(key), encode(inner)])]);
}

/** `8.8.8.0/24` as bits, 96 zeros before it in an IPv6 tree. */
export function ipv4Bits(cidr: string, inIpv6 = true): string {
  const [address = '', length = '32'] = cidr.split('/');
  const bits = address
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  return (inIpv6 ? '0'.repeat(96) : '') + bits.slice(0, Number(length));
}

/** `2001:db8::/32` as bits. */
export function ipv6Bits(cidr: string): string {
  const [address = '', length = '128'] = cidr.split('/');
  const bits = ipaddr
    .parse(address)
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  return bits.slice(0, Number(length));
}

/** Networks by CIDR, IPv4 and IPv6, ready for a tree of IPv6. */
export function networksOf(records: Readonly<Record<string, MmdbValue>>): readonly Network[] {
  return Object.entries(records).map(([cidr, record]) => ({ bits: cidr.includes(':') ? ipv6Bits(cidr) : ipv4Bits(cidr), record }));
}

/** 17 June 2026, UTC. */
export const builtOn = 1_781_654_400;

/** Builds a MaxMind DB (format 2.0) in memory. `built` is epoch seconds. */
export function buildMmdb(
  networks: readonly Network[],
  databaseType = 'Test-Country',
  ipVersion: 4 | 6 = 6,
  { recordSize = 24, built = builtOn }: { readonly recordSize?: RecordSize; readonly built?: number } = {},
): Buffer {
  const root: Node = [undefined, undefined];
  for (const [index, { bits }] of networks.entries()) {
    let node = root;
    for (const [depth, bit] of [...bits].entries()) {
      const side = bit === '1' ? 1 : 0;
      if (depth === bits.length - 1) {
        node[side] = index;
        break;
      }
      const next: Node = Array.isArray(node[side]) ? node[side] : [undefined, undefined];
      node[side] = next;
      node = next;
    }
  }
  const nodes: Node[] = [root];
  for (const node of nodes) for (const child of node) if (Array.isArray(child)) nodes.push(child);
  const numbers = new Map(nodes.map((node, number) => [node, number]));
  const records = networks.map(({ record }) => encode(record));
  const offsets = records.map((_, index) => records.slice(0, index).reduce((sum, { length }) => sum + length, 0));
  const nodeBytes = recordSize / 4;
  const tree = Buffer.alloc(nodes.length * nodeBytes);
  for (const [number, node] of nodes.entries()) {
    for (const side of [0, 1] as const) {
      const child = node[side];
      const value =
        child === undefined
          ? nodes.length
          : typeof child === 'number'
            ? nodes.length + 16 + (offsets[child] ?? 0)
            : (numbers.get(child) ?? 0);
      const at = number * nodeBytes;
      if (recordSize !== 28) tree.writeUIntBE(value, at + (side * nodeBytes) / 2, nodeBytes / 2);
      else {
        tree.writeUIntBE(value % 2 ** 24, at + side * 4, 3);
        tree[at + 3] = (tree[at + 3] ?? 0) | (Math.floor(value / 2 ** 24) << (side === 0 ? 4 : 0));
      }
    }
  }
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: built,
    database_type: databaseType,
    ip_version: ipVersion,
    node_count: nodes.length,
    record_size: recordSize,
  });
  return Buffer.concat([tree, Buffer.alloc(16), ...records, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), metadata]);
}
