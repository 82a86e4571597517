import { huffmanCodes } from './huffman-code.js';

const endOfString = 256;
/** Bits of a transition: the next state in the lowest eight, a decoded symbol in the next eight, then these. */
const emits = 1 << 16;
const maybeLast = 1 << 17;
const broken = 1 << 18;

/**
 * What four bits do in each state, a state being a node of the code's tree: no code is shorter than five bits, so they decode
 * one symbol at most. 256 states of 16 transitions.
 */
const transitions = makeTransitions();

/**
 * Undoes HPACK's Huffman coding (RFC 7541, section 5.2) of `bytes[from, to)` into `out`, which must hold 8/5 of that. How many
 * bytes it came to, or -1 when the coding is broken: EOS in it, or a padding of more than seven bits or other than ones.
 */
export function decodeHuffman(bytes: Buffer, from: number, to: number, out: Buffer): number {
  let state = 0;
  let length = 0;
  let flags = maybeLast;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!;
    const high = transitions[(state << 4) | (byte >> 4)]!;
    if ((high & emits) !== 0) {
      out[length] = high >> 8;
      length += 1;
    }
    const low = transitions[((high & 0xff) << 4) | (byte & 15)]!;
    if ((low & emits) !== 0) {
      out[length] = low >> 8;
      length += 1;
    }
    if (((high | low) & broken) !== 0) return -1;
    state = low & 0xff;
    flags = low;
  }
  return (flags & maybeLast) !== 0 ? length : -1;
}

/** The tree in one array: where bit 0 and bit 1 lead from node n stands at 2n and 2n + 1; a symbol s is -1 - s. */
function makeTree(): number[] {
  const tree: number[] = [0, 0];
  for (const { symbol, code, length } of huffmanCodes()) {
    let node = 0;
    for (let bit = length - 1; bit > 0; bit -= 1) {
      const branch = node * 2 + (Math.floor(code / 2 ** bit) % 2);
      if (tree[branch] === 0) {
        tree[branch] = tree.length / 2;
        tree.push(0, 0);
      }
      node = tree[branch]!;
    }
    tree[node * 2 + (code % 2)] = -1 - symbol;
  }
  return tree;
}

function makeTransitions(): Int32Array {
  const tree = makeTree();
  // A padding is the start of EOS, which is all ones: at most seven of them behind the last symbol.
  const paddings = new Set<number>();
  for (let node = 0, bits = 0; bits <= 7; bits += 1, node = tree[node * 2 + 1]!) paddings.add(node);
  const table = new Int32Array((tree.length / 2) * 16);
  for (let state = 0; state < tree.length / 2; state += 1) {
    for (let bits = 0; bits < 16; bits += 1) {
      let node = state;
      let entry = 0;
      for (let bit = 3; bit >= 0; bit -= 1) {
        const next = tree[node * 2 + ((bits >> bit) & 1)]!;
        if (next >= 0) {
          node = next;
          continue;
        }
        const symbol = -1 - next;
        entry |= symbol === endOfString ? broken : emits | (symbol << 8);
        node = 0;
      }
      table[(state << 4) | bits] = entry | node | (paddings.has(node) ? maybeLast : 0);
    }
  }
  return table;
}
