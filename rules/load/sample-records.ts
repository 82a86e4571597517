import type { Mmdb } from './open-mmdb.js';

const MOST_NETWORKS = 4_096;
/** Networks one after the other from here: IPv4 whole, of IPv6 what is handed out. */
const IPV6_START = 0x2000n << 112n;

/**
 * Records of a database, to see what it is about: of the first networks that have one, `wanted` at most for each IP version. A `damaged` one ends it.
 */
export function sampleRecords(database: Mmdb, wanted: number): readonly unknown[] | 'damaged' {
  const found: unknown[] = [];
  for (const version of database.ipVersion === 4 ? ([4] as const) : ([4, 6] as const)) {
    const width = version === 4 ? 32 : 128;
    const end = 1n << BigInt(width);
    let left = wanted;
    let at = version === 4 ? 0n : IPV6_START;
    for (let network = 0; network < MOST_NETWORKS && at < end && left > 0; network++) {
      const answer = database.get(version === 4 ? ipv4Text(at) : ipv6Text(at));
      if (answer === 'damaged') return 'damaged';
      if (answer.record !== null) {
        found.push(answer.record);
        left--;
      }
      const size = 1n << BigInt(width - Math.min(answer.prefix, width));
      at = (at / size) * size + size;
    }
  }
  return found;
}

function ipv4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}

function ipv6Text(address: bigint): string {
  return Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16)).join(':');
}
