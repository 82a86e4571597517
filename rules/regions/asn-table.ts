import { endianness } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { AutonomousSystem } from '../../model/index.js';
import { AsnTableError } from './asn-table-error.js';
import { classifyAddress } from './classify-address.js';

/** First bytes of a packed table; the last of them is the version of the layout. */
export const asnTableMagic = Buffer.from('PSASN\0\0\u0001', 'latin1');
/** Numbers in the header behind the magic: date as yyyymmdd, IPv4 ranges, IPv6 ranges, systems, bytes of names. */
export const asnTableHeader = 5;

/** Who announces which addresses, by one dated table. */
export interface AsnTable {
  /** Such as `asn 2026-06-17`. */
  readonly source: string;
  /** Nothing for an address that is private or special, that the table does not know, or that is none. */
  lookup(address: string): AutonomousSystem | undefined;
}

/**
 * Reads a table as `packAsnTable` makes it. Ranges are kept as sorted starts: IPv4 addresses whole, of IPv6 addresses the upper 64 bits, since
 * no network is announced narrower. A look-up is one binary search. `bytes` are kept, not copied. Throws `AsnTableError`.
 */
export function createAsnTable(bytes: Buffer, file: string): AsnTable {
  const start = asnTableMagic.length + 4 * asnTableHeader;
  if (bytes.length < start || !bytes.subarray(0, asnTableMagic.length).equals(asnTableMagic)) {
    throw new AsnTableError(file, { kind: 'damaged' });
  }
  const [date, v4, v6, systems, names] = Array.from({ length: asnTableHeader }, (_, index) =>
    bytes.readUInt32LE(asnTableMagic.length + 4 * index),
  ) as [number, number, number, number, number];
  const words = 2 * v4 + 3 * v6 + systems + systems + 1;
  if (bytes.length !== start + 4 * words + names) throw new AsnTableError(file, { kind: 'damaged' });
  const all = wordsOf(bytes.subarray(start, start + 4 * words));
  let at = 0;
  const take = (count: number): Uint32Array => {
    at += count;
    return all.subarray(at - count, at);
  };
  const v4Starts = take(v4);
  const v4Systems = take(v4);
  const v6High = take(v6);
  const v6Low = take(v6);
  const v6Systems = take(v6);
  const numbers = take(systems);
  const nameEnds = take(systems + 1);
  const text = bytes.subarray(start + 4 * words);
  const digits = String(date).padStart(8, '0');
  const source = `asn ${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;

  /** Systems are counted from 1; 0 is none. */
  const systemAt = (index: number | undefined): AutonomousSystem | undefined => {
    const asn = index === undefined || index === 0 ? undefined : numbers[index - 1];
    if (index === undefined || asn === undefined) return undefined;
    return { asn, organisation: text.toString('utf8', nameEnds[index - 1], nameEnds[index]), source };
  };
  return {
    source,
    lookup: (address) => {
      const classified = classifyAddress(address);
      if (classified.kind !== 'public') return undefined;
      const parsed = ipaddr.parse(classified.address);
      if (parsed instanceof ipaddr.IPv4) {
        const [a = 0, b = 0, c = 0, d = 0] = parsed.octets;
        const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
        return systemAt(v4Systems[lastNotAfter(v4, (index) => v4Starts[index]! <= number)]);
      }
      const [a = 0, b = 0, c = 0, d = 0] = parsed.parts;
      const high = ((a << 16) | b) >>> 0;
      const low = ((c << 16) | d) >>> 0;
      const before = (index: number): boolean => v6High[index]! < high || (v6High[index] === high && v6Low[index]! <= low);
      return systemAt(v6Systems[lastNotAfter(v6, before)]);
    },
  };
}

/** The last index for which `before` holds, as it does for all in front; -1 when for none. */
function lastNotAfter(count: number, before: (index: number) => boolean): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (before(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Little-endian words in the machine's order; without a copy where they stand so already. */
function wordsOf(bytes: Buffer): Uint32Array {
  const big = endianness() === 'BE';
  const aligned = big || bytes.byteOffset % 4 !== 0 ? Buffer.from(Uint8Array.from(bytes).buffer) : bytes;
  if (big) aligned.swap32();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
