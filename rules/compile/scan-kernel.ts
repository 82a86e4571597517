import { endianness } from 'node:os';
import { scanKernelCode } from './scan-kernel-code.js';

/** Bytes that one look takes in; `runs` may be asked about so many, the others about as many positions. */
export const kernelBytes = 32 * 1024;
/** Bytes from which on a look pays for copying them. */
export const leastForKernel = 512;
/** Bits of the filter of `grams`, as an exponent. */
export const kernelFilterBits = 17;

/** Bytes behind the last position that a look takes in, rounded up to whole vectors. */
const margin = 64;
/** Where things stand in memory. As in `rules/kernel/scan.ts`. */
const input = 0x1000;
const output = 0x10000;
const classTables = 0x100;
const tokenTables = 0x120;
const differenceTables = 0x200;
const filter = 0x30000;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  runs(length: number, least: number): number;
  tokens(length: number, least: number): number;
  grams(count: number): number;
  differences(count: number): number;
}

/** Tables by `byteClass`. Every dense byte is one of tokens. */
export interface TokenClasses {
  readonly members: Uint8Array;
  readonly dense: Uint8Array;
  readonly marked: Uint8Array;
}

/** What `tokens` says of one: a byte of it is marked; `longToken` dense bytes of it stand together, or perhaps do. */
export const tokenMark = { marked: 1, dense: 2 } as const;
/** Bytes of a token that `tokens` names although no byte of it is marked. */
export const longToken = 16;

/** WebAssembly, of which Node's types know only this. */
interface WebAssemblyLike {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
  validate(bytes: Uint8Array): boolean;
}

/**
 * Looks through bytes sixteen at a time and names places that may be of interest: all that are, and some that are not. What it returns is a copy,
 * so it may be asked again while an answer is gone through. One for a thread: its memory is 256 KiB.
 */
export class ScanKernel {
  readonly #exports: Exports;
  readonly #memory: Uint8Array;
  readonly #numbers: Int32Array;
  #class: Uint8Array | undefined;
  #tokens: TokenClasses | undefined;
  #filter: Uint8Array | undefined;
  #differences: Uint8Array | undefined;

  constructor(exports: Exports) {
    this.#exports = exports;
    this.#memory = new Uint8Array(exports.memory.buffer);
    this.#numbers = new Int32Array(exports.memory.buffer);
  }

  /** Runs, by start and end, of at least `least` bytes of a class (see `byteClass`) between two positions at most `kernelBytes` apart, and any run that touches the end. */
  runs(bytes: Uint8Array, start: number, end: number, members: Uint8Array, least: number): Int32Array {
    if (this.#class !== members) this.#memory.set(members, classTables);
    this.#class = members;
    this.#load(bytes, start, end);
    return this.#answer(this.#exports.runs(end - start, least), start);
  }

  /**
   * Runs of bytes of tokens, as by `runs`, but of those shorter than `longToken` only the ones with a marked byte, and any that touches the end: start, end and
   * what is so of it (see `tokenMark`). Positions at most `kernelBytes` apart.
   */
  tokens(bytes: Uint8Array, start: number, end: number, classes: TokenClasses, least: number): Int32Array {
    if (this.#tokens !== classes) {
      for (const [index, tables] of [classes.members, classes.dense, classes.marked].entries())
        this.#memory.set(tables, tokenTables + 32 * index);
    }
    this.#tokens = classes;
    this.#load(bytes, start, end);
    const count = this.#exports.tokens(end - start, least) >> 1;
    const answer = new Int32Array(3 * count);
    let from = output >> 2;
    for (let index = 0; index < answer.length; index += 3) {
      const packed = this.#numbers[from + 1]!;
      answer[index] = this.#numbers[from]! + start;
      answer[index + 1] = (packed & 0xffff) + start;
      answer[index + 2] = packed >> 16;
      from += 2;
    }
    return answer;
  }

  /** Positions, each the fourth from `start` on and below `stop`, at most `kernelBytes` apart, whose four bytes pass the filter of 2^17 bits. */
  grams(bytes: Uint8Array, start: number, stop: number, passing: Uint8Array): Int32Array {
    if (this.#filter !== passing) this.#memory.set(passing, filter);
    this.#filter = passing;
    this.#load(bytes, start, stop + margin);
    return this.#answer(this.#exports.grams(stop - start), start);
  }

  /** Positions from `start` on and below `stop`, at most `kernelBytes` apart, at which a text may stand by `differenceTables`. */
  differences(bytes: Uint8Array, start: number, stop: number, tables: Uint8Array): Int32Array {
    if (this.#differences !== tables) this.#memory.set(tables, differenceTables);
    this.#differences = tables;
    this.#load(bytes, start, stop + margin);
    return this.#answer(this.#exports.differences(stop - start), start);
  }

  #load(bytes: Uint8Array, start: number, end: number): void {
    const part = bytes.subarray(start, end);
    if (part.length > kernelBytes + margin) throw new RangeError(`${part.length} bytes are more than one look takes in`);
    this.#memory.set(part, input);
    this.#memory.fill(0, input + part.length, input + part.length + margin);
  }

  #answer(count: number, start: number): Int32Array {
    const answer = this.#numbers.slice(output >> 2, (output >> 2) + count);
    for (let index = 0; index < count; index += 1) answer[index]! += start;
    return answer;
  }
}

/**
 * Tables for `runs` of the bytes that are not zero in 256. Throws where their rows (by high half) are of more than eight kinds.
 */
export function byteClass(members: ArrayLike<number>): Uint8Array {
  const tables = new Uint8Array(32);
  const kindsOfRows: string[] = [];
  for (let high = 0; high < 16; high += 1) {
    const row = Array.from({ length: 16 }, (_, low) => (members[16 * high + low] === 0 ? 0 : 1));
    if (!row.includes(1)) continue;
    const key = row.join('');
    if (!kindsOfRows.includes(key)) kindsOfRows.push(key);
    const bit = kindsOfRows.indexOf(key);
    if (bit > 7) throw new RangeError('a class of bytes has rows of more than eight kinds');
    tables[16 + high] = 1 << bit;
    for (let low = 0; low < 16; low += 1) tables[low]! |= row[low]! << bit;
  }
  return tables;
}

/** Bytes that differ from their successors, at the start of a text, by which `differences` looks. */
export const differencesSeen = 4;

/** Tables for `differences` of texts, by how their first four bytes differ from the next. */
export function differenceTablesOf(texts: readonly (readonly number[])[]): Uint8Array {
  const tables = new Uint8Array(32 * differencesSeen);
  for (const [index, text] of texts.entries()) {
    const group = 1 << (index % 8);
    for (let place = 0; place < differencesSeen; place += 1) {
      const difference = text[place]!;
      tables[32 * place + (difference & 15)]! |= group;
      tables[32 * place + 16 + (difference >> 4)]! |= group;
    }
  }
  return tables;
}

let kernel: ScanKernel | undefined;
let asked = false;

/** This thread's; `undefined` where there is no WebAssembly with vectors, or numbers lie the other way round: then everything is looked at byte by byte, with the same outcome. */
export function scanKernel(): ScanKernel | undefined {
  if (!asked) kernel = makeKernel();
  asked = true;
  return kernel;
}

function makeKernel(): ScanKernel | undefined {
  const platform = (globalThis as { readonly WebAssembly?: WebAssemblyLike }).WebAssembly;
  const code = Buffer.from(scanKernelCode, 'base64');
  if (platform === undefined || endianness() !== 'LE' || !platform.validate(code)) return undefined;
  return new ScanKernel(new platform.Instance(new platform.Module(code)).exports as Exports);
}
