import { decodeHuffman } from './decode-huffman.js';
import { DynamicTable, entryOverhead } from './dynamic-table.js';
import type { HpackFault } from './hpack-fault.js';
import { staticTable } from './static-table.js';

/** Table sizes that are always followed, and none beyond it whatever a peer announces. */
const usualTable = 64 * 1024;
const largestTable = 1024 * 1024;
/** Four continuation bytes: more than any length or index within our bounds needs. */
const largestShift = 28;

const { names: staticNames, values: staticValues, size: staticSize } = staticTable;
/** Where Huffman-coded strings are written before they become strings; shared, since nothing is kept in it. */
let scratch = Buffer.allocUnsafeSlow(8 * 1024);

/**
 * Decompresses the field sections of one direction of an HTTP/2 connection (RFC 7541), in order. The table's size follows what
 * the encoder says in band, and nothing else: when a SETTINGS took effect can be seen by its peers only. After a fault the table
 * is not to be trusted, and no further section can be read.
 */
export class HpackDecoder {
  readonly #table = new DynamicTable();
  readonly #listLimit: number;
  #tableLimit = usualTable;
  /** Where reading stands; -1 after a fault. */
  #at = 0;
  #fault: HpackFault = 'section-cut';
  #listSize = 0;

  /** @param listLimit the largest list, counted as RFC 9113, section 6.5.2, does: bytes of text, and 32 for each field */
  constructor(listLimit: number) {
    this.#listLimit = listLimit;
  }

  /** What the table counts at present (RFC 7541, section 4.1). */
  get tableSize(): number {
    return this.#table.size;
  }

  /** Of the last list, counted as its limit is. */
  get listSize(): number {
    return this.#listSize;
  }

  /** The decoding peer has announced SETTINGS_HEADER_TABLE_SIZE: the encoder may use that much, up to 1 MiB. */
  allowTable(size: number): void {
    this.#tableLimit = Math.min(Math.max(this.#tableLimit, size), largestTable);
  }

  /** Decompresses the whole section `bytes[from, to)`: a flat list name, value, name, value …, latin1, pseudo-header fields among them. */
  decode(bytes: Buffer, from: number, to: number): string[] | HpackFault {
    const list: string[] = [];
    let size = 0;
    this.#at = from;
    while (this.#at < to) {
      const first = bytes[this.#at]!;
      let name: string;
      let value: string;
      if (first >= 0x80) {
        const index = this.#integer(bytes, to, 0x7f);
        if (index < 0) return this.#fault;
        if (index > 0 && index <= staticSize) {
          name = staticNames[index]!;
          value = staticValues[index]!;
        } else {
          const entry = index - staticSize - 1;
          if (entry < 0 || entry >= this.#table.count) return 'bad-index';
          name = this.#table.name(entry);
          value = this.#table.value(entry);
        }
      } else if (first >= 0x20 && first < 0x40) {
        if (list.length > 0) return 'late-size-update';
        const most = this.#integer(bytes, to, 0x1f);
        if (this.#at < 0) return this.#fault;
        if (most > this.#tableLimit) return 'table-too-large';
        this.#table.resize(most);
        continue;
      } else {
        const index = this.#integer(bytes, to, first >= 0x40 ? 0x3f : 0x0f);
        if (index < 0) return this.#fault;
        if (index === 0) name = this.#string(bytes, to);
        else if (index <= staticSize) name = staticNames[index]!;
        else if (index - staticSize - 1 < this.#table.count) name = this.#table.name(index - staticSize - 1);
        else return 'bad-index';
        value = this.#string(bytes, to);
        if (this.#at < 0) return this.#fault;
        if (first >= 0x40) this.#table.insert(name, value);
      }
      size += name.length + value.length + entryOverhead;
      if (size > this.#listLimit) return 'list-too-large';
      list.push(name, value);
    }
    this.#listSize = size;
    return list;
  }

  /** Section 5.1; `prefix` is the mask of the bits in the first byte. A fault leaves `#at` at -1. */
  #integer(bytes: Buffer, to: number, prefix: number): number {
    if (this.#at < 0) return -1;
    if (this.#at >= to) return this.#fail('section-cut');
    let value = bytes[this.#at]! & prefix;
    this.#at += 1;
    if (value < prefix) return value;
    for (let shift = 0; shift < largestShift; shift += 7) {
      if (this.#at >= to) return this.#fail('section-cut');
      const byte = bytes[this.#at]!;
      this.#at += 1;
      value += (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return this.#fail('integer-too-large');
  }

  /** Section 5.2. Empty after a fault. */
  #string(bytes: Buffer, to: number): string {
    const huffman = this.#at >= 0 && this.#at < to && bytes[this.#at]! >= 0x80;
    const length = this.#integer(bytes, to, 0x7f);
    if (length < 0) return '';
    const start = this.#at;
    const end = start + length;
    if (end > to) {
      this.#fail('section-cut');
      return '';
    }
    this.#at = end;
    if (!huffman) return bytes.toString('latin1', start, end);
    // Nothing decodes to more than 8/5 of its size, so a section within its bound keeps this within another.
    if (length * 2 > scratch.length) scratch = Buffer.allocUnsafeSlow(length * 2);
    const count = decodeHuffman(bytes, start, end, scratch);
    if (count >= 0) return scratch.toString('latin1', 0, count);
    this.#fail('bad-huffman');
    return '';
  }

  #fail(fault: HpackFault): number {
    this.#fault = fault;
    this.#at = -1;
    return -1;
  }
}
