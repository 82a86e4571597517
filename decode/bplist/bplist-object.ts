import { assertNever } from '../../model/index.js';

/** An object of a binary property list. `count`: entries of a dictionary, elements of others. `end`: where it ends, references included. */
export type BplistObject =
  | { readonly kind: 'none'; readonly end: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly end: number }
  | {
      readonly kind: 'integer' | 'uid' | 'real' | 'date' | 'data' | 'ascii' | 'utf16' | 'utf8';
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'array' | 'dictionary'; readonly count: number; readonly start: number; readonly end: number };

/** Reads the object at an offset (CFBinaryPList.c); undefined when there is none, or it reaches beyond `limit`. */
export function bplistObject(bytes: Buffer, offset: number, limit: number, referenceSize: number): BplistObject | undefined {
  if (offset >= limit) return undefined;
  const mark = bytes[offset]!;
  const low = mark & 15;
  const start = offset + 1;
  const fixed = (kind: 'integer' | 'uid' | 'real' | 'date', length: number): BplistObject | undefined =>
    start + length <= limit ? { kind, start, end: start + length } : undefined;
  switch (mark >> 4) {
    case 0:
      if (low === 8 || low === 9) return { kind: 'boolean', value: low === 9, end: start };
      return low === 0 || low === 15 ? { kind: 'none', end: start } : undefined;
    case 1:
      return low <= 4 ? fixed('integer', 1 << low) : undefined;
    case 2:
      return low === 2 || low === 3 ? fixed('real', 1 << low) : undefined;
    case 3:
      return low === 3 ? fixed('date', 8) : undefined;
    case 8:
      return fixed('uid', low + 1);
    default:
      return sized(bytes, mark, start, limit, referenceSize);
  }
}

const kinds = { 4: 'data', 5: 'ascii', 6: 'utf16', 7: 'utf8', 10: 'array', 11: 'array', 12: 'array', 13: 'dictionary' } as const;

function sized(bytes: Buffer, mark: number, after: number, limit: number, referenceSize: number): BplistObject | undefined {
  const kind = kinds[(mark >> 4) as keyof typeof kinds];
  if (kind === undefined) return undefined;
  let count = mark & 15;
  let start = after;
  if (count === 15) {
    // The count is an integer object of its own.
    const size = 1 << (bytes[after]! & 15);
    if (after >= limit || bytes[after]! >> 4 !== 1 || size > 8 || after + 1 + size > limit) return undefined;
    start = after + 1 + size;
    count = size === 8 ? Number(bytes.readBigUInt64BE(after + 1)) : bytes.readUIntBE(after + 1, size);
  }
  const end = start + count * unitOf(kind, referenceSize);
  if (end > limit) return undefined;
  return kind === 'array' || kind === 'dictionary' ? { kind, count, start, end } : { kind, start, end };
}

function unitOf(kind: (typeof kinds)[keyof typeof kinds], referenceSize: number): number {
  switch (kind) {
    case 'data':
    case 'ascii':
    case 'utf8':
      return 1;
    case 'utf16':
      return 2;
    case 'array':
      return referenceSize;
    case 'dictionary':
      return 2 * referenceSize;
    default:
      return assertNever(kind);
  }
}
