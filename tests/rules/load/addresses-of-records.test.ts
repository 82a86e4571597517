import { describe, expect, it } from 'vitest';
import { addressesOfRecords, type SearchTree } from '../../../rules/load/addresses-of-records.js';
import fc from '../../harness/fast-check.js';

/** A tree of IPv4 whose nodes are pairs; `none` is no record, numbers from 1,000 on are records. */
const none = -1;
function tree(nodes: readonly (readonly [number, number])[], recordSize: 24 | 28 | 32 = 24, ipVersion: 4 | 6 = 4): SearchTree {
  const nodeCount = nodes.length;
  const value = (written: number): number => (written === none ? nodeCount : written >= 1_000 ? nodeCount + written : written);
  const bytes = Buffer.concat(
    nodes.map(([left, right]) => {
      const [a, b] = [value(left), value(right)];
      const node = Buffer.alloc(recordSize / 4);
      if (recordSize === 32) {
        node.writeUInt32BE(a, 0);
        node.writeUInt32BE(b, 4);
      } else {
        node.writeUIntBE(a & 0xffffff, 0, 3);
        node.writeUIntBE(b & 0xffffff, node.length - 3, 3);
        if (recordSize === 28) node[3] = ((a >>> 24) << 4) | (b >>> 24);
      }
      return node;
    }),
  );
  return { bytes, nodeCount, nodeByteSize: recordSize / 4, recordSize, ipVersion };
}

describe('addressesOfRecords', () => {
  it.each([24, 28, 32] as const)('gives one address for each different record, with records of %i bits', (recordSize) => {
    const nodes = [
      [1, 2],
      [1_001, none],
      [1_002, 3],
      [1_001, 1_003],
    ] as const;
    expect(addressesOfRecords(tree(nodes, recordSize))).toEqual({ records: ['0.0.0.0', '128.0.0.0', '224.0.0.0'], endless: [] });
    expect(addressesOfRecords(tree(nodes, recordSize, 6)).records).toEqual(['0:0:0:0:0:0:0:0', '8000:0:0:0:0:0:0:0', 'e000:0:0:0:0:0:0:0']);
  });

  it('has none in a tree without records', () => {
    expect(addressesOfRecords(tree([[none, none]]))).toEqual({ records: [], endless: [] });
  });

  it('tells where a tree goes on below the last bit', () => {
    const chain = Array.from({ length: 40 }, (_, index) => [none, index + 1 === 40 ? 1_001 : index + 1] as const);
    expect(addressesOfRecords(tree(chain))).toEqual({ records: [], endless: ['255.255.255.255'] });
  });

  it('ends whatever the nodes lead to, each way looked at once', () => {
    const node = fc.tuple(fc.integer({ min: -1, max: 19 }), fc.integer({ min: -1, max: 19 }));
    fc.assert(
      fc.property(fc.array(node, { minLength: 20, maxLength: 20 }), fc.constantFrom(4 as const, 6 as const), (nodes, ipVersion) => {
        expect(addressesOfRecords(tree(nodes, 24, ipVersion)).endless.length).toBeLessThanOrEqual(40);
      }),
    );
  });
});
