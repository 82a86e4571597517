/** Wire types of protobuf ("Encoding", section "Message Structure"). */
export const wireType = { varint: 0, fixed64: 1, bytes: 2, groupStart: 3, groupEnd: 4, fixed32: 5 } as const;

const highestNumber = 2 ** 29 - 1;
/** Bytes of the longest varint. */
const longestVarint = 10;

/** Goes through the fields of one protobuf message by their tags and lengths, without looking into their values. */
export class WireCursor {
  readonly bytes: Buffer;
  /** Where the next field begins. */
  at: number;
  /** Of the field read last. */
  number = 0;
  /** Of the field read last: one of {@link wireType}. */
  type = 0;
  /** The value of the field read last, without tag and length. Empty for the marks of groups. */
  start = 0;
  end = 0;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Reads the next field. False when what stands there is none, or reaches beyond `limit`: then `at` is where it was. */
  next(limit: number): boolean {
    const { bytes } = this;
    let at = this.at;
    if (at >= limit) return false;
    let tag = bytes[at]!;
    at += 1;
    if (tag >= 0x80) {
      const end = varintEnd(bytes, at - 1, limit);
      // Five bytes hold every tag.
      if (end < 0 || end > at + 4) return false;
      tag = smallVarint(bytes, at - 1, end);
      at = end;
    }
    const number = Math.floor(tag / 8);
    if (number === 0 || number > highestNumber) return false;
    const end = this.#valueEnd(tag % 8, at, limit);
    if (end < 0) return false;
    this.number = number;
    this.type = tag % 8;
    this.end = end;
    this.at = end;
    return true;
  }

  #valueEnd(type: number, at: number, limit: number): number {
    const { bytes } = this;
    this.start = at;
    switch (type) {
      case wireType.varint:
        return varintEnd(bytes, at, limit);
      case wireType.fixed64:
        return at + 8 <= limit ? at + 8 : -1;
      case wireType.fixed32:
        return at + 4 <= limit ? at + 4 : -1;
      case wireType.bytes: {
        const from = varintEnd(bytes, at, limit);
        if (from < 0) return -1;
        this.start = from;
        const to = from + smallVarint(bytes, at, from);
        return to <= limit ? to : -1;
      }
      case wireType.groupStart:
      case wireType.groupEnd:
        return at;
      default:
        return -1;
    }
  }
}

/** Where a varint ends that begins at `at`, or -1. */
export function varintEnd(bytes: Buffer, at: number, limit: number): number {
  const last = Math.min(limit, at + longestVarint);
  for (let index = at; index < last; index += 1) if (bytes[index]! < 0x80) return index + 1;
  return -1;
}

/** A varint that is small, or too large for anything it could count: exact up to 2^53. */
function smallVarint(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = end - 1; at >= start; at -= 1) value = value * 128 + (bytes[at]! & 0x7f);
  return value;
}

/** The unsigned value of a varint of up to 64 bits; bits beyond are dropped, as protobuf's libraries do. */
export function varintValue(bytes: Buffer, start: number, end: number): number | bigint {
  if (end - start <= 7) return smallVarint(bytes, start, end);
  let value = 0n;
  for (let at = end - 1; at >= start; at -= 1) value = (value << 7n) | BigInt(bytes[at]! & 0x7f);
  value = BigInt.asUintN(64, value);
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
