/** The search tree of a MaxMind DB, "The MaxMind DB file format specification", section Binary Search Tree. Sizes: records in bits, nodes in bytes. */
export interface SearchTree {
  readonly bytes: Buffer;
  readonly nodeCount: number;
  readonly nodeByteSize: number;
  readonly recordSize: number;
  readonly ipVersion: 4 | 6;
}

/**
 * An address for every different record that the tree leads to, and for every place where it goes on below the last bit of an address, which
 * a whole one never does. Each node is looked at once, however many ways lead to it, so that this ends whatever the file holds. Addresses are IP literals.
 */
export function addressesOfRecords({ bytes, nodeCount, nodeByteSize, recordSize, ipVersion }: SearchTree): {
  readonly records: readonly string[];
  readonly endless: readonly string[];
} {
  const bits = ipVersion === 4 ? 32 : 128;
  const address = new Uint8Array(bits / 8);
  const walked = new Uint8Array(nodeCount);
  const met = new Set<number>();
  const records: string[] = [];
  const endless: string[] = [];

  const follow = (value: number, depth: number): void => {
    if (value === nodeCount || (value > nodeCount && met.has(value))) return;
    if (value > nodeCount) {
      met.add(value);
      records.push(literalOf(address));
      return;
    }
    if (depth === bits) {
      endless.push(literalOf(address));
      return;
    }
    if (walked[value] === 1) return;
    walked[value] = 1;
    const at = value * nodeByteSize;
    const [byte, bit] = [depth >> 3, 0x80 >> (depth & 7)];
    follow(readRecord(bytes, at, recordSize, 'left'), depth + 1);
    address[byte] = (address[byte] ?? 0) | bit;
    follow(readRecord(bytes, at, recordSize, 'right'), depth + 1);
    address[byte] = (address[byte] ?? 0) & ~bit;
  };
  follow(0, 0);
  return { records, endless };
}

function readRecord(bytes: Buffer, at: number, recordSize: number, side: 'left' | 'right'): number {
  const left = side === 'left';
  switch (recordSize) {
    case 24:
      return bytes.readUIntBE(left ? at : at + 3, 3);
    case 28: {
      // The middle byte holds the highest four bits of both.
      const middle = bytes.readUInt8(at + 3);
      return left ? (middle >> 4) * 0x1000000 + bytes.readUIntBE(at, 3) : (middle & 0x0f) * 0x1000000 + bytes.readUIntBE(at + 4, 3);
    }
    case 32:
      return bytes.readUInt32BE(left ? at : at + 4);
    default:
      throw new RangeError(`records of ${recordSize} bits: the format has 24, 28 and 32`);
  }
}

function literalOf(address: Uint8Array): string {
  if (address.length === 4) return address.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => (((address[2 * index] ?? 0) << 8) | (address[2 * index + 1] ?? 0)).toString(16));
  return groups.join(':');
}
