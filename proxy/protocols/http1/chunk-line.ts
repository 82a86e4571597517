import { valueTable } from './character-tables.js';
import type { FramingFault } from './framing-fault.js';

type Phase = 'size' | 'blank' | 'extension' | 'lf' | 'complete';

/**
 * Reads one chunk size line (RFC 9112, section 7.1) byte by byte, over any number of pieces: hexadecimal size, optional
 * extensions behind `;` (white space before it is allowed, none before CR LF), CR LF. Used again for each chunk.
 */
export class ChunkLine {
  #phase: Phase = 'size';
  #digits = 0;
  #size = 0;
  #fault: FramingFault | undefined;

  /** Bytes of data in the chunk, certain once {@link complete}. */
  get size(): number {
    return this.#size;
  }

  get complete(): boolean {
    return this.#phase === 'complete';
  }

  get fault(): FramingFault | undefined {
    return this.#fault;
  }

  restart(): void {
    this.#phase = 'size';
    this.#digits = 0;
    this.#size = 0;
  }

  /**
   * Reads on from `bytes[from]`. Returns where it stopped: behind the line, at the end of the bytes, or at the byte at fault.
   * Extension text goes to `extension` in pieces, `;` included: it is no part of the body, but it can carry values.
   */
  read(bytes: Buffer, from: number, extension: (piece: Buffer) => void): number {
    let at = from;
    while (at < bytes.length && this.#phase !== 'complete') {
      if (this.#phase === 'extension') {
        const start = at;
        while (at < bytes.length && valueTable[bytes[at]!] === 1) at += 1;
        if (at > start) extension(bytes.subarray(start, at));
        if (at === bytes.length) return at;
      }
      this.#fault = this.#step(bytes[at]!);
      if (this.#fault !== undefined) return at;
      if (this.#phase !== 'extension' || bytes[at] !== 0x3b) at += 1;
    }
    return at;
  }

  #step(code: number): FramingFault | undefined {
    switch (this.#phase) {
      case 'size': {
        const digit = hexDigit(code);
        if (digit >= 0) return this.#addDigit(digit);
        if (this.#digits === 0) return 'bad-chunk-size';
        return this.#afterSize(code);
      }
      case 'blank':
        return code === 0x0d ? 'bad-chunk-size' : this.#afterSize(code);
      case 'extension':
        if (code !== 0x0d) return code === 0x0a ? 'bare-lf' : 'control-character';
        this.#phase = 'lf';
        return undefined;
      case 'lf':
        if (code !== 0x0a) return 'bare-cr';
        this.#phase = 'complete';
        return undefined;
      case 'complete':
        return undefined;
    }
  }

  #addDigit(digit: number): FramingFault | undefined {
    this.#digits += 1;
    this.#size = this.#size * 16 + digit;
    // Leading zeros are allowed, but not without end.
    return this.#size > Number.MAX_SAFE_INTEGER || this.#digits > 32 ? 'chunk-size-overflow' : undefined;
  }

  #afterSize(code: number): FramingFault | undefined {
    if (code === 0x0d) this.#phase = 'lf';
    else if (code === 0x3b) this.#phase = 'extension';
    else if (code === 0x20 || code === 0x09) this.#phase = 'blank';
    else return code === 0x0a ? 'bare-lf' : 'bad-chunk-size';
    return undefined;
  }
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
