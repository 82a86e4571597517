import { assertNever } from '../../model/index.js';
import { floatText } from '../binary/float-text.js';
import type { Source } from '../source.js';
import type { BplistObject } from './bplist-object.js';

/** The text of an object that is a number, a date (seconds since 2001, as written) or a text. */
export function bplistText(
  kind: Exclude<Extract<BplistObject, { start: number }>['kind'], 'data' | 'array' | 'dictionary'>,
  source: Source,
  start: number,
  end: number,
): string {
  const { bytes } = source;
  switch (kind) {
    case 'integer':
      return integerText(bytes, start, end);
    case 'uid':
      return String(BigInt(`0x${bytes.toString('hex', start, end)}`));
    case 'real':
    case 'date':
      return end - start === 4 ? floatText(bytes.readFloatBE(start), 4) : floatText(bytes.readDoubleBE(start), 8);
    case 'ascii':
    case 'utf8':
      return source.slice(start, end);
    case 'utf16':
      return Buffer.from(bytes.subarray(start, end)).swap16().toString('utf16le');
    default:
      return assertNever(kind);
  }
}

/** Up to four bytes are unsigned, eight and sixteen signed. */
function integerText(bytes: Buffer, start: number, end: number): string {
  if (end - start <= 4) return String(bytes.readUIntBE(start, end - start));
  if (end - start === 8) return String(bytes.readBigInt64BE(start));
  return String(BigInt.asIntN(128, BigInt(`0x${bytes.toString('hex', start, end)}`)));
}
