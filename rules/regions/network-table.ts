import ipaddr from 'ipaddr.js';

/** An address as 32-bit words, most significant first: one of IPv4, four of IPv6. */
export type AddressWords = readonly number[];

/** A network with what is said of it. `cidr` in one spelling, as `canonicalCidr` gives it or as a table of ours has it. */
export interface NetworkEntry<T> {
  readonly cidr: string;
  readonly value: T;
}

interface Network<T> extends NetworkEntry<T> {
  readonly words: AddressWords;
  readonly bits: number;
}

/** Networks that may hold one another, asked for those that hold an address. */
export interface NetworkTable<T> {
  /** The narrowest that holds the address. */
  find(address: AddressWords): NetworkEntry<T> | undefined;
  /** All that hold it, the narrowest first. */
  all(address: AddressWords): readonly NetworkEntry<T>[];
}

export function addressWords(address: ipaddr.IPv4 | ipaddr.IPv6): AddressWords {
  if (address instanceof ipaddr.IPv4) {
    const [a = 0, b = 0, c = 0, d = 0] = address.octets;
    return [((a << 24) | (b << 16) | (c << 8) | d) >>> 0];
  }
  const { parts } = address as ipaddr.IPv6;
  return [0, 2, 4, 6].map((index) => (((parts[index] ?? 0) << 16) | (parts[index + 1] ?? 0)) >>> 0);
}

/**
 * Makes a table of networks (CIDRs, or addresses by themselves). Text that is none of both holds nothing: loading refuses it. Asking costs a
 * comparison of numbers for each network that begins with the same byte, so it is for hundreds of them, not for a whole database. Read when first asked:
 * a start does not wait for it.
 */
export function createNetworkTable<T>(entries: readonly NetworkEntry<T>[]): NetworkTable<T> {
  let tables: ReturnType<typeof tablesOf<T>> | undefined;
  const near = (address: AddressWords): readonly Network<T>[] => {
    tables ??= tablesOf(entries);
    return tables[address.length === 1 ? 'four' : 'six'][(address[0] ?? 0) >>> 24] ?? [];
  };
  return {
    find: (address) => near(address).find((network) => holds(network, address)),
    all: (address) => near(address).filter((network) => holds(network, address)),
  };
}

function tablesOf<T>(entries: readonly NetworkEntry<T>[]) {
  const networks = entries.flatMap(toNetwork).sort((a, b) => b.bits - a.bits);
  return {
    four: byFirstByte(networks.filter(({ words }) => words.length === 1)),
    six: byFirstByte(networks.filter(({ words }) => words.length !== 1)),
  };
}

/** For each first byte the networks that addresses with it may be in, in the same order. */
function byFirstByte<T>(networks: readonly Network<T>[]): readonly (readonly Network<T>[])[] {
  const lists: Network<T>[][] = Array.from({ length: 256 }, () => []);
  for (const network of networks) {
    const first = (network.words[0] ?? 0) >>> 24;
    const span = network.bits >= 8 ? 1 : 2 ** (8 - network.bits);
    // A network may be written with bits beyond its prefix.
    const start = first - (first % span);
    for (let byte = start; byte < start + span; byte++) lists[byte]?.push(network);
  }
  return lists;
}

function toNetwork<T>(entry: NetworkEntry<T>): readonly Network<T>[] {
  const { cidr } = entry;
  if (ipaddr.isValidCIDR(cidr)) {
    const [address, bits] = ipaddr.parseCIDR(cidr);
    return [{ ...entry, words: addressWords(address), bits }];
  }
  if (!ipaddr.isValid(cidr)) return [];
  const words = addressWords(ipaddr.parse(cidr));
  return [{ ...entry, words, bits: 32 * words.length }];
}

function holds({ words, bits }: Network<unknown>, address: AddressWords): boolean {
  for (let index = 0, left = bits; left > 0; index++, left -= 32) {
    const differing = words[index]! ^ address[index]!;
    // The shift counts modulo 32, so a whole word is compared as it is.
    if (left >= 32 ? differing !== 0 : differing >>> (32 - left) !== 0) return false;
  }
  return true;
}
