import { floatText } from '../binary/float-text.js';
import { halfFloat } from '../binary/half-float.js';
import { isUtf8Stretch } from '../binary/is-utf8-stretch.js';
import type { TreeToken, TreeTokens } from '../binary/tree-tokens.js';
import type { Source } from '../source.js';
import { tagged } from './tagged.js';

const noTag = -1;
const indefinite = 31;

/** Tokens of CBOR (RFC 8949). Tags are applied to the item that they stand before; of several, the innermost counts. Text that is not UTF-8 is bytes. */
export class CborTokens implements TreeTokens {
  readonly source: Source;
  readonly bytes: Buffer;
  at = 0;
  start = 0;
  end = 0;
  count = 0;
  text = '';
  also: string | undefined;
  joined: Buffer | undefined;

  constructor(source: Source) {
    this.source = source;
    this.bytes = source.bytes;
  }

  next(): TreeToken | undefined {
    const { bytes, at } = this;
    this.also = undefined;
    this.joined = undefined;
    let tag = noTag;
    for (let head = at; head < bytes.length; ) {
      const first = bytes[head]!;
      const major = first >> 5;
      const size = first & 31;
      if (major === 6) {
        const after = argumentEnd(bytes, head);
        if (after < 0) return undefined;
        tag = Number(argumentOf(bytes, head, after));
        head = after;
        continue;
      }
      const token = size === indefinite ? this.#indefinite(major, head) : this.#item(major, head);
      // A break has no tag.
      if (token === undefined || (token === 'break' && tag !== noTag)) {
        this.at = at;
        return undefined;
      }
      return tag === noTag ? token : tagged(tag, token, this);
    }
    return undefined;
  }

  #item(major: number, head: number): TreeToken | undefined {
    const { bytes } = this;
    const after = argumentEnd(bytes, head);
    if (after < 0) return undefined;
    if (major === 7) return this.#simple(head, after);
    const argument = argumentOf(bytes, head, after);
    switch (major) {
      case 0:
        this.text = String(argument);
        return this.#give('number', head, after);
      case 1:
        this.text =
          typeof argument === 'number' && argument < Number.MAX_SAFE_INTEGER ? String(-1 - argument) : String(-1n - BigInt(argument));
        return this.#give('number', head, after);
      case 2:
      case 3: {
        const end = after + Number(argument);
        if (end > bytes.length) return undefined;
        return this.#give(major === 3 && isUtf8Stretch(bytes, after, end) ? 'text' : 'bytes', after, end);
      }
      default:
        this.count = Number(argument);
        return this.#give(major === 4 ? 'array' : 'map', after, after);
    }
  }

  #simple(head: number, end: number): TreeToken {
    const { bytes } = this;
    const kind = bytes[head]! & 31;
    if (kind < 20 || kind > 27 || kind === 24 || kind === 22 || kind === 23) return this.#give('none', end, end);
    if (kind === 20 || kind === 21) this.text = kind === 20 ? 'false' : 'true';
    else if (kind === 25) this.text = floatText(halfFloat(bytes.readUInt16BE(head + 1)), 2);
    else if (kind === 26) this.text = floatText(bytes.readFloatBE(head + 1), 4);
    else this.text = floatText(bytes.readDoubleBE(head + 1), 8);
    return this.#give('number', head, end);
  }

  #indefinite(major: number, head: number): TreeToken | undefined {
    switch (major) {
      case 2:
      case 3:
        return this.#chunks(major, head + 1);
      case 4:
      case 5:
        this.count = -1;
        return this.#give(major === 4 ? 'array' : 'map', head + 1, head + 1);
      case 7:
        return this.#give('break', head, head + 1);
      default:
        return undefined;
    }
  }

  /** A string in pieces (section 3.2.3), each of known length and of the same type. */
  #chunks(major: number, from: number): TreeToken | undefined {
    const { bytes } = this;
    const chunks: Buffer[] = [];
    let at = from;
    while (bytes[at] !== 0xff) {
      if (at >= bytes.length || bytes[at]! >> 5 !== major || (bytes[at]! & 31) === indefinite) return undefined;
      const after = argumentEnd(bytes, at);
      if (after < 0) return undefined;
      const end = after + Number(argumentOf(bytes, at, after));
      if (end > bytes.length) return undefined;
      if (end > after) chunks.push(bytes.subarray(after, end));
      at = end;
    }
    this.joined = Buffer.concat(chunks);
    const token = major === 3 && isUtf8Stretch(this.joined, 0, this.joined.length) ? 'text' : 'bytes';
    const given = this.#give(token, from, chunks.length === 0 ? from : at);
    this.at = at + 1;
    return given;
  }

  #give(token: TreeToken, start: number, end: number): TreeToken {
    this.start = start;
    this.end = end;
    this.at = end;
    return token;
  }
}

/** Where the head that begins at `head` ends, or -1 when it is cut off or reserved. */
function argumentEnd(bytes: Buffer, head: number): number {
  const size = bytes[head]! & 31;
  if (size < 24) return head + 1;
  if (size > 27) return -1;
  const end = head + 1 + (1 << (size - 24));
  return end <= bytes.length ? end : -1;
}

function argumentOf(bytes: Buffer, head: number, end: number): number | bigint {
  const length = end - head - 1;
  if (length === 0) return bytes[head]! & 31;
  if (length < 8) return bytes.readUIntBE(head + 1, length);
  const value = bytes.readBigUInt64BE(head + 1);
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
