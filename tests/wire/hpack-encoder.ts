import { huffmanCodes } from '../../proxy/protocols/hpack/huffman-code.js';
import { staticTable } from '../../proxy/protocols/hpack/static-table.js';

const codes = new Map(huffmanCodes().map((code) => [code.symbol, code]));

export interface FieldForm {
  readonly indexing: 'incremental' | 'without' | 'never';
  readonly huffman: boolean;
  /** Whether a table's entry is referred to where there is one. */
  readonly refer: boolean;
}

const plainForm: FieldForm = { indexing: 'incremental', huffman: true, refer: true };

/** An HPACK encoder for tests, straight from RFC 7541, with a table of its own and every form at the caller's choice. */
export class HpackEncoder {
  #table: (readonly [string, string])[] = [];
  #most = 4096;
  #pending: number[] = [];

  /** The next section begins with this change of the table's size. */
  resize(most: number): void {
    this.#most = most;
    this.#evict(most);
    this.#pending.push(...integer(most, 5, 0x20));
  }

  /** @param list flat, name, value, name, value … */
  encode(list: readonly string[], form: FieldForm | ((index: number) => FieldForm) = plainForm): Buffer {
    const bytes = this.#pending.splice(0);
    for (let at = 0; at + 1 < list.length; at += 2) {
      bytes.push(...this.#field(list[at]!, list[at + 1]!, typeof form === 'function' ? form(at / 2) : form));
    }
    return Buffer.from(bytes);
  }

  #field(name: string, value: string, { indexing, huffman, refer }: FieldForm): number[] {
    const whole = refer ? this.#find((entry) => entry[0] === name && entry[1] === value) : 0;
    if (whole > 0) return integer(whole, 7, 0x80);
    const known = refer ? this.#find((entry) => entry[0] === name) : 0;
    const [bits, mark] = indexing === 'incremental' ? [6, 0x40] : indexing === 'without' ? [4, 0x00] : [4, 0x10];
    const bytes = integer(known, bits, mark);
    if (known === 0) bytes.push(...text(name, huffman));
    bytes.push(...text(value, huffman));
    if (indexing !== 'incremental') return bytes;
    const size = name.length + value.length + 32;
    this.#evict(this.#most - size);
    if (size <= this.#most) this.#table.unshift([name, value]);
    return bytes;
  }

  #find(matches: (entry: readonly [string, string]) => boolean): number {
    for (let index = 1; index <= staticTable.size; index += 1) {
      if (matches([staticTable.names[index]!, staticTable.values[index]!])) return index;
    }
    const found = this.#table.findIndex(matches);
    return found === -1 ? 0 : staticTable.size + 1 + found;
  }

  #evict(most: number): void {
    while (this.#table.length > 0 && this.#table.reduce((sum, [name, value]) => sum + name.length + value.length + 32, 0) > most) {
      this.#table.pop();
    }
  }
}

/** RFC 7541, section 5.1. */
export function integer(value: number, bits: number, mark: number): number[] {
  const most = 2 ** bits - 1;
  if (value < most) return [mark | value];
  const bytes = [mark | most];
  let rest = value - most;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

function text(value: string, huffman: boolean): number[] {
  const plain = [...Buffer.from(value, 'latin1')];
  const bytes = huffman ? huffmanBytes(plain) : plain;
  return [...integer(bytes.length, 7, huffman ? 0x80 : 0), ...bytes];
}

export function huffmanBytes(plain: readonly number[]): number[] {
  let bits = plain.map((byte) => codes.get(byte)!.code.toString(2).padStart(codes.get(byte)!.length, '0')).join('');
  bits += '1'.repeat((8 - (bits.length % 8)) % 8);
  return Array.from({ length: bits.length / 8 }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2));
}
