import type { FieldKind } from '../ruleset.js';
import type { PlantedForm } from './planted-forms.js';

type BinaryKind = NonNullable<PlantedForm['binary']>;

/**
 * The bytes of numbers (u16, u32, u64 and float64 in either order, protobuf's varint, plain and in ZigZag), UUIDs (also as GUIDs, mixed-endian), MAC addresses and whatever is
 * written in hexadecimal digits, one character a byte. Numbers below 2²⁴ have so few bytes that chance finds them: those forms are suspicions (`small`, `tiny`), for integers
 * of five digits or more only.
 */
export function binaryForms(value: string, texts: readonly PlantedForm[], as?: FieldKind): readonly PlantedForm[] {
  const forms: PlantedForm[] = [];
  const add = (bytes: Uint8Array, name: string, binary: BinaryKind): void => {
    const suspect = binary === 'small' || binary === 'tiny' ? { suspect: true } : {};
    const text = Buffer.from(bytes).toString('latin1');
    forms.push({ text, transforms: [name], hashed: false, anyCase: false, boundary: 'none', binary, ...suspect });
  };
  const bothOrders = (bytes: Buffer, name: string, binary: BinaryKind): void => {
    add(bytes, `${name}be`, binary);
    add(Buffer.from(bytes).reverse(), `${name}le`, binary);
  };
  const trimmed = value.trim();
  const number = /^[1-9]\d{4,19}$/.test(trimmed) ? BigInt(trimmed) : 0n;
  const wide = Buffer.alloc(8);
  if (number < 1n << 64n) wide.writeBigUInt64BE(number);
  if (number >= 1n << 24n && number < 1n << 64n) {
    // Leading zeros would match whatever stands in front of a u32, so a u64 is looked for only where it needs its width.
    if (number >= 1n << 32n) bothOrders(wide, 'u64', 'long');
    else bothOrders(wide.subarray(4), 'u32', 'short');
    const short = varint(number);
    add(short, 'varint', telling(short.length));
    const zigzag = varint(number * 2n);
    if (number < 1n << 63n) add(zigzag, 'zigzag', telling(zigzag.length));
    const double = float64(number);
    if (double !== undefined) {
      const bytes = Buffer.from(double.toString('hex').replace(/(?:00)+$/, ''), 'hex').length;
      if (bytes >= 4) bothOrders(double, 'f64', telling(bytes));
    }
  } else if (number > 0n && number < 1n << 24n && (as === undefined || as === 'integer')) {
    bothOrders(wide.subarray(4), 'u32', 'small');
    if (number < 1n << 16n) bothOrders(wide.subarray(6), 'u16', 'tiny');
    const short = varint(number);
    add(short, 'varint', short.length > 2 ? 'small' : 'tiny');
  }
  for (const { text, anyCase } of texts) {
    if (!anyCase || !/^(?:[0-9a-f]{32}|[0-9a-f]{12})$/.test(text)) continue;
    const bytes = Buffer.from(text, 'hex');
    add(bytes, bytes.length === 16 ? 'uuid-bytes' : 'mac-bytes', 'long');
    if (bytes.length === 16) add(guid(bytes), 'guid-bytes', 'long');
  }
  // An identifier or key in hexadecimal digits; one of decimal digits alone is a number.
  if (/^(?:[\da-f]{2}){8,}$/i.test(trimmed) && /[a-f]/i.test(trimmed)) add(Buffer.from(trimmed, 'hex'), 'hex-bytes', 'long');
  return forms;
}

/** By how many of the bytes are such as chance does not supply. */
function telling(bytes: number): BinaryKind {
  return bytes < 6 ? 'short' : 'long';
}

/** IEEE 754 binary64, big-endian; nothing for a number that it cannot hold exactly. */
function float64(number: bigint): Buffer | undefined {
  if (BigInt(Number(number)) !== number) return undefined;
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(Number(number));
  return bytes;
}

/** As Windows and .NET lay a UUID out: the first three parts little-endian. */
function guid(uuid: Buffer): Buffer {
  const bytes = Buffer.from(uuid);
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

function varint(number: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = number;
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
