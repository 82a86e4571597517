import type { PlantedForm } from './planted-forms.js';

/**
 * The bytes of numbers (u32, u64 and float64 in either order, protobuf's varint), UUIDs (also as GUIDs, mixed-endian) and MAC addresses, one character a byte.
 * Numbers below 2²⁴ have none: their few bytes turn up by chance.
 */
export function binaryForms(value: string, texts: readonly PlantedForm[]): readonly PlantedForm[] {
  const forms: PlantedForm[] = [];
  /** `telling`: those among the bytes that chance does not supply. */
  const add = (bytes: Uint8Array, name: string, telling = bytes.length): void => {
    forms.push({
      text: Buffer.from(bytes).toString('latin1'),
      transforms: [name],
      hashed: false,
      anyCase: false,
      boundary: 'none',
      binary: telling < 6 ? 'short' : 'long',
    });
  };
  const trimmed = value.trim();
  if (/^[1-9]\d{7,19}$/.test(trimmed)) {
    const number = BigInt(trimmed);
    if (number >= 1n << 24n && number < 1n << 64n) {
      const wide = Buffer.alloc(8);
      wide.writeBigUInt64BE(number);
      // Leading zeros would match whatever stands in front of a u32, so a u64 is looked for only where it needs its width.
      if (number >= 1n << 32n) {
        add(wide, 'u64be');
        add(Buffer.from(wide).reverse(), 'u64le');
      } else {
        add(wide.subarray(4), 'u32be');
        add(Buffer.from(wide.subarray(4)).reverse(), 'u32le');
      }
      add(varint(number), 'varint');
      const double = float64(number);
      if (double !== undefined) {
        const telling = Buffer.from(double.toString('hex').replace(/(?:00)+$/, ''), 'hex').length;
        if (telling >= 4) {
          add(double, 'f64be', telling);
          add(Buffer.from(double).reverse(), 'f64le', telling);
        }
      }
    }
  }
  for (const { text, anyCase } of texts) {
    if (!anyCase || !/^(?:[0-9a-f]{32}|[0-9a-f]{12})$/.test(text)) continue;
    const bytes = Buffer.from(text, 'hex');
    add(bytes, bytes.length === 16 ? 'uuid-bytes' : 'mac-bytes');
    if (bytes.length === 16) add(guid(bytes), 'guid-bytes');
  }
  return forms;
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
