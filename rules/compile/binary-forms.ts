import type { PlantedForm } from './planted-forms.js';

/**
 * The bytes of numbers (u32 and u64 in either order, protobuf's varint), UUIDs and MAC addresses, one character a byte.
 * Numbers below 2²⁴ have none: their few bytes turn up by chance.
 */
export function binaryForms(value: string, texts: readonly PlantedForm[]): readonly PlantedForm[] {
  const forms: PlantedForm[] = [];
  const add = (bytes: Uint8Array, name: string): void => {
    forms.push({
      text: Buffer.from(bytes).toString('latin1'),
      transforms: [name],
      hashed: false,
      anyCase: false,
      boundary: 'none',
      binary: bytes.length < 6 ? 'short' : 'long',
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
    }
  }
  for (const { text, anyCase } of texts) {
    if (anyCase && /^(?:[0-9a-f]{32}|[0-9a-f]{12})$/.test(text))
      add(Buffer.from(text, 'hex'), text.length === 32 ? 'uuid-bytes' : 'mac-bytes');
  }
  return forms;
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
