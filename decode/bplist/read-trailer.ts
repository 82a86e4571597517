/** Where the objects of a binary property list are found. */
export interface BplistTrailer {
  readonly offsetSize: number;
  readonly referenceSize: number;
  readonly objects: number;
  readonly top: number;
  readonly table: number;
}

const trailerLength = 32;
const headerLength = 8;

/** Reads the last 32 bytes (CFBinaryPList.c); undefined when they cannot be the trailer of these bytes, or the header is missing. */
export function readTrailer(bytes: Buffer): BplistTrailer | undefined {
  if (bytes.length < headerLength + 2 + trailerLength || bytes.toString('latin1', 0, 7) !== 'bplist0') return undefined;
  const from = bytes.length - trailerLength;
  const offsetSize = bytes[from + 6]!;
  const referenceSize = bytes[from + 7]!;
  const objects = Number(bytes.readBigUInt64BE(from + 8));
  const top = Number(bytes.readBigUInt64BE(from + 16));
  const table = Number(bytes.readBigUInt64BE(from + 24));
  if (offsetSize < 1 || offsetSize > 8 || referenceSize < 1 || referenceSize > 8) return undefined;
  if (objects < 1 || top >= objects || table <= headerLength || table + objects * offsetSize > from) return undefined;
  return { offsetSize, referenceSize, objects, top, table };
}
