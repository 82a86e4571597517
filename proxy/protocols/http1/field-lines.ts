import { tokenTable, valueTable } from './character-tables.js';
import type { FramingFault } from './framing-fault.js';

/**
 * The field lines of a head or trailer section, with those that decide about framing and hand-over picked out on the way.
 * Repeated lines of a list are joined with a comma (RFC 9110, section 5.3).
 */
export class FieldLines {
  /** Flat list name, value, name, value … in wire order. */
  readonly headers: string[] = [];
  contentLength: string | undefined;
  transferEncoding: string | undefined;
  connection: string | undefined;
  upgrade: string | undefined;
  contentType: string | undefined;
  contentEncoding: string | undefined;

  /**
   * Reads whole lines (RFC 9112, section 5) from `bytes[from, to)`, which ends with a line's CR LF.
   * Stricter than many parsers: what two of them might read in different ways is a fault.
   */
  read(bytes: Buffer, from: number, to: number): FramingFault | undefined {
    const text = bytes.toString('latin1', from, to);
    let at = from;
    while (at < to) {
      const nameStart = at;
      while (tokenTable[bytes[at]!] === 1) at += 1;
      if (bytes[at] !== 0x3a || at === nameStart) return nameFault(bytes, nameStart, at);
      const name = text.slice(nameStart - from, at - from);
      at += 1;
      while (bytes[at] === 0x20 || bytes[at] === 0x09) at += 1;
      const valueStart = at;
      while (valueTable[bytes[at]!] === 1) at += 1;
      if (bytes[at] !== 0x0d || bytes[at + 1] !== 0x0a) return lineFault(bytes, at);
      let valueEnd = at;
      while (valueEnd > valueStart && (bytes[valueEnd - 1] === 0x20 || bytes[valueEnd - 1] === 0x09)) valueEnd -= 1;
      at += 2;
      const value = text.slice(valueStart - from, valueEnd - from);
      this.headers.push(name, value);
      this.#pick(name, value);
    }
    return undefined;
  }

  #pick(name: string, value: string): void {
    switch (name.length) {
      case 7:
        if (is(name, 'Upgrade', 'upgrade')) this.upgrade = join(this.upgrade, value);
        return;
      case 10:
        if (is(name, 'Connection', 'connection')) this.connection = join(this.connection, value);
        return;
      case 12:
        if (is(name, 'Content-Type', 'content-type')) this.contentType ??= value;
        return;
      case 14:
        if (is(name, 'Content-Length', 'content-length')) this.contentLength = join(this.contentLength, value);
        return;
      case 16:
        if (is(name, 'Content-Encoding', 'content-encoding')) this.contentEncoding = join(this.contentEncoding, value);
        return;
      case 17:
        if (is(name, 'Transfer-Encoding', 'transfer-encoding')) this.transferEncoding = join(this.transferEncoding, value);
        return;
    }
  }
}

function is(name: string, usual: string, lower: string): boolean {
  if (name === usual || name === lower) return true;
  // The first letter tells nearly all others of that length apart, without making a string.
  return (name.charCodeAt(0) | 0x20) === lower.charCodeAt(0) && name.toLowerCase() === lower;
}

function join(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before},${value}`;
}

function nameFault(bytes: Buffer, nameStart: number, at: number): FramingFault {
  const stop = bytes[at];
  const first = at === nameStart;
  if (stop === 0x3a) return 'empty-name';
  if (stop === 0x20 || stop === 0x09) return first ? 'line-folding' : 'whitespace-in-name';
  if (stop === 0x0a) return 'bare-lf';
  if (stop === 0x0d) return bytes[at + 1] === 0x0a ? 'missing-colon' : 'bare-cr';
  return stop !== undefined && stop > 0x20 && stop !== 0x7f ? 'bad-name' : 'control-character';
}

/** Why a line does not go on, or end, at `at`, where a CR LF was the only thing left to expect. */
export function lineFault(bytes: Buffer, at: number): FramingFault {
  if (bytes[at] === 0x0a) return 'bare-lf';
  return bytes[at] === 0x0d ? 'bare-cr' : 'control-character';
}
