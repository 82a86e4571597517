import { isUtf8 } from 'node:buffer';

/**
 * What a layer is read from: bytes, or text whose bytes are no longer at hand. Positions are byte offsets for the former and
 * UTF-16 indices for the latter. `units` is the same either way for ASCII, so a reader that looks for ASCII structure works on
 * both, exactly, and asks `slice` for the text between two positions. Not for UTF-16 bytes: those are made text first.
 */
export class Source {
  readonly #text: string | undefined;
  #bytes: Buffer | undefined;
  #units: string | undefined;

  private constructor(text: string | undefined, bytes: Buffer | undefined) {
    this.#text = text;
    this.#bytes = bytes;
  }

  static ofText(text: string): Source {
    return new Source(text, undefined);
  }

  /** Bytes in UTF-8 or a subset of it, or of no known charset. The buffer is kept, not copied. */
  static ofBytes(bytes: Buffer): Source {
    return new Source(undefined, bytes);
  }

  /** Whether positions are byte offsets. */
  get bytewise(): boolean {
    return this.#text === undefined;
  }

  get length(): number {
    return this.#text === undefined ? this.#bytes!.length : this.#text.length;
  }

  /** One character a position: the text, or the bytes as latin1. */
  get units(): string {
    if (this.#text !== undefined) return this.#text;
    this.#units ??= this.#bytes!.toString('latin1');
    return this.#units;
  }

  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.#text!, 'utf8');
    return this.#bytes;
  }

  /** The text between two positions; bytes that are not UTF-8 are read as latin1, so nothing is lost. */
  slice(start: number, end: number): string {
    const units = this.units.slice(start, end);
    return this.#text === undefined && hasHigh(units) ? textOf(this.#bytes!.subarray(start, end)) : units;
  }
}

/** The text of bytes in UTF-8, or in latin1 when they are not. */
export function textOf(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
}

/** A text that was read as latin1 (a header's value), as UTF-8 where that is what it was. */
export function textOfLatin1(text: string): string {
  return hasHigh(text) ? textOf(Buffer.from(text, 'latin1')) : text;
}

function hasHigh(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return true;
  return false;
}
