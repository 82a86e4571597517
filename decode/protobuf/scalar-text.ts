import { assertNever } from '../../model/index.js';
import { floatText } from '../binary/float-text.js';
import type { ScalarType } from './message-type.js';
import { varintValue, wireType } from './wire-cursor.js';

type NumberType = Exclude<ScalarType, 'string' | 'bytes'>;

/** The wire type of a number. */
export function wireTypeOf(scalar: NumberType): number {
  switch (scalar) {
    case 'double':
    case 'fixed64':
    case 'sfixed64':
      return wireType.fixed64;
    case 'float':
    case 'fixed32':
    case 'sfixed32':
      return wireType.fixed32;
    default:
      return wireType.varint;
  }
}

/** The decimal of a number of known type, or `true` and `false`. The bytes are those of one value of {@link wireTypeOf} the type. */
export function scalarText(scalar: NumberType, bytes: Buffer, start: number, end: number): string {
  switch (scalar) {
    case 'double':
      return floatText(bytes.readDoubleLE(start), 8);
    case 'float':
      return floatText(bytes.readFloatLE(start), 4);
    case 'fixed32':
      return String(bytes.readUInt32LE(start));
    case 'sfixed32':
      return String(bytes.readInt32LE(start));
    case 'fixed64':
      return String(bytes.readBigUInt64LE(start));
    case 'sfixed64':
      return String(bytes.readBigInt64LE(start));
    case 'bool':
      return varintValue(bytes, start, end) === 0 ? 'false' : 'true';
    case 'uint64':
      return String(varintValue(bytes, start, end));
    case 'uint32':
      return String(BigInt.asUintN(32, BigInt(varintValue(bytes, start, end))));
    case 'int32':
      return String(BigInt.asIntN(32, BigInt(varintValue(bytes, start, end))));
    case 'int64':
      return String(BigInt.asIntN(64, BigInt(varintValue(bytes, start, end))));
    case 'sint32':
    case 'sint64': {
      const value = BigInt(varintValue(bytes, start, end));
      const unsigned = scalar === 'sint32' ? BigInt.asUintN(32, value) : value;
      return String((unsigned & 1n) === 0n ? unsigned >> 1n : -((unsigned + 1n) >> 1n));
    }
    default:
      return assertNever(scalar);
  }
}
