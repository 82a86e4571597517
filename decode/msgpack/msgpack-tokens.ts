import { floatText } from '../binary/float-text.js';
import { instantText } from '../binary/instant-text.js';
import { isUtf8Stretch } from '../binary/is-utf8-stretch.js';
import type { TreeToken, TreeTokens } from '../binary/tree-tokens.js';
import type { Source } from '../source.js';

const timestamp = -1;

/** Tokens of MessagePack (msgpack/msgpack, spec.md). A `str` that is not UTF-8 is bytes: old writers have no other type for those. */
export class MsgpackTokens implements TreeTokens {
  readonly source: Source;
  readonly bytes: Buffer;
  at = 0;
  start = 0;
  end = 0;
  count = 0;
  text = '';
  also: string | undefined;
  readonly joined = undefined;

  constructor(source: Source) {
    this.source = source;
    this.bytes = source.bytes;
  }

  next(): TreeToken | undefined {
    const { bytes, at } = this;
    if (at >= bytes.length) return undefined;
    const first = bytes[at]!;
    this.also = undefined;
    if (first < 0x80) return this.#number(at, at + 1, String(first));
    if (first >= 0xe0) return this.#number(at, at + 1, String(first - 256));
    if (first >= 0xa0 && first < 0xc0) return this.#string(at + 1, first & 0x1f);
    if (first < 0x90) return this.#container('map', at + 1, first & 0x0f);
    if (first < 0xa0) return this.#container('array', at + 1, first & 0x0f);
    return this.#long(first, at + 1);
  }

  #long(first: number, from: number): TreeToken | undefined {
    const { bytes } = this;
    const has = (count: number): boolean => from + count <= bytes.length;
    switch (first) {
      case 0xc0:
        return this.#give('none', from, from);
      case 0xc2:
      case 0xc3:
        return this.#number(from - 1, from, first === 0xc2 ? 'false' : 'true');
      case 0xc4:
      case 0xc5:
      case 0xc6: {
        const size = 1 << (first - 0xc4);
        return has(size) ? this.#content('bytes', from + size, bytes.readUIntBE(from, size)) : undefined;
      }
      case 0xc7:
      case 0xc8:
      case 0xc9: {
        const size = 1 << (first - 0xc7);
        return has(size + 1) ? this.#extension(from + size, bytes.readUIntBE(from, size)) : undefined;
      }
      case 0xca:
        return has(4) ? this.#number(from, from + 4, floatText(bytes.readFloatBE(from), 4)) : undefined;
      case 0xcb:
        return has(8) ? this.#number(from, from + 8, floatText(bytes.readDoubleBE(from), 8)) : undefined;
      case 0xcc:
      case 0xcd:
      case 0xce: {
        const size = 1 << (first - 0xcc);
        return has(size) ? this.#number(from, from + size, String(bytes.readUIntBE(from, size))) : undefined;
      }
      case 0xcf:
        return has(8) ? this.#number(from, from + 8, String(bytes.readBigUInt64BE(from))) : undefined;
      case 0xd0:
      case 0xd1:
      case 0xd2: {
        const size = 1 << (first - 0xd0);
        return has(size) ? this.#number(from, from + size, String(bytes.readIntBE(from, size))) : undefined;
      }
      case 0xd3:
        return has(8) ? this.#number(from, from + 8, String(bytes.readBigInt64BE(from))) : undefined;
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return has(1) ? this.#extension(from, 1 << (first - 0xd4)) : undefined;
      case 0xd9:
      case 0xda:
      case 0xdb: {
        const size = 1 << (first - 0xd9);
        return has(size) ? this.#string(from + size, bytes.readUIntBE(from, size)) : undefined;
      }
      case 0xdc:
        return has(2) ? this.#container('array', from + 2, bytes.readUInt16BE(from)) : undefined;
      case 0xdd:
        return has(4) ? this.#container('array', from + 4, bytes.readUInt32BE(from)) : undefined;
      case 0xde:
        return has(2) ? this.#container('map', from + 2, bytes.readUInt16BE(from)) : undefined;
      case 0xdf:
        return has(4) ? this.#container('map', from + 4, bytes.readUInt32BE(from)) : undefined;
      default:
        // 0xc1 is never used.
        return undefined;
    }
  }

  #string(start: number, length: number): TreeToken | undefined {
    if (start + length > this.bytes.length) return undefined;
    return this.#content(isUtf8Stretch(this.bytes, start, start + length) ? 'text' : 'bytes', start, length);
  }

  #extension(typeAt: number, length: number): TreeToken | undefined {
    const { bytes } = this;
    const start = typeAt + 1;
    if (start + length > bytes.length) return undefined;
    if (bytes.readInt8(typeAt) === timestamp && (length === 4 || length === 8 || length === 12)) {
      const [seconds, nanoseconds] = momentOf(bytes, start, length);
      this.also = instantText(Number(seconds), nanoseconds);
      return this.#number(start, start + length, decimalOf(seconds, nanoseconds));
    }
    return this.#content('bytes', start, length);
  }

  #content(token: 'text' | 'bytes', start: number, length: number): TreeToken | undefined {
    return start + length > this.bytes.length ? undefined : this.#give(token, start, start + length);
  }

  #container(token: 'map' | 'array', from: number, count: number): TreeToken {
    this.count = count;
    return this.#give(token, from, from);
  }

  #number(start: number, end: number, text: string): TreeToken {
    this.text = text;
    return this.#give('number', start, end);
  }

  #give(token: TreeToken, start: number, end: number): TreeToken {
    this.start = start;
    this.end = end;
    this.at = end;
    return token;
  }
}

function momentOf(bytes: Buffer, start: number, length: number): readonly [seconds: bigint, nanoseconds: number] {
  if (length === 4) return [BigInt(bytes.readUInt32BE(start)), 0];
  if (length === 12) return [bytes.readBigInt64BE(start + 4), bytes.readUInt32BE(start)];
  const both = bytes.readBigUInt64BE(start);
  return [both & 0x3_ffff_ffffn, Number(both >> 34n)];
}

function decimalOf(seconds: bigint, nanoseconds: number): string {
  if (nanoseconds === 0) return String(seconds);
  // Nanoseconds count forward from the second, before 1970 as well.
  const behind = seconds < 0n && nanoseconds < 1e9;
  const whole = behind ? -seconds - 1n : seconds;
  const fraction = String(behind ? 1e9 - nanoseconds : nanoseconds)
    .padStart(9, '0')
    .replace(/0{1,9}$/, '');
  return `${behind ? '-' : ''}${whole}.${fraction}`;
}
