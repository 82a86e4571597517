import { targetTable, tokenTable, valueTable } from './character-tables.js';
import { lineFault } from './field-lines.js';
import type { FramingFault } from './framing-fault.js';

/** A start line without its header lines. `next` is where the first header line begins. */
export type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly target: string; readonly version: string; readonly next: number }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string; readonly version: string; readonly next: number };

/** Reads a request line (RFC 9112, section 3) that ends within `bytes`: single spaces, HTTP/1.0 or 1.1, CR LF. */
export function readRequestLine(bytes: Buffer, from: number): StartLine | FramingFault {
  let at = from;
  while (tokenTable[bytes[at]!] === 1) at += 1;
  if (bytes[at] !== 0x20 || at === from) return startLineFault(bytes, at);
  const method = bytes.toString('latin1', from, at);
  const targetStart = at + 1;
  at = targetStart;
  while (targetTable[bytes[at]!] === 1) at += 1;
  if (bytes[at] !== 0x20 || at === targetStart) {
    return bytes[at] === 0x20 || bytes[at] === 0x09 ? 'whitespace-in-target' : startLineFault(bytes, at);
  }
  const version = readVersion(bytes, at + 1);
  const end = at + 9;
  if (version === undefined) return versionFault(bytes, at + 1);
  if (bytes[end] !== 0x0d || bytes[end + 1] !== 0x0a) return valueTable[bytes[end]!] === 1 ? 'bad-version' : lineFault(bytes, end);
  return { kind: 'request', method, target: bytes.toString('latin1', targetStart, at), version, next: end + 2 };
}

/** Reads a status line (RFC 9112, section 4) that ends within `bytes`. The space before an empty reason may be missing, as many servers have it. */
export function readStatusLine(bytes: Buffer, from: number): StartLine | FramingFault {
  const version = readVersion(bytes, from);
  if (version === undefined) {
    // `HTTP/2 200`, `HTTP/1.1OK` and the like, against something that is no HTTP at all.
    return bytes[from] === 0x48 && bytes[from + 1] === 0x54 ? versionFault(bytes, from) : startLineFault(bytes, from);
  }
  let at = from + 8;
  if (bytes[at] !== 0x20) return startLineFault(bytes, at);
  const hundreds = digit(bytes[at + 1]);
  const tens = digit(bytes[at + 2]);
  const ones = digit(bytes[at + 3]);
  if (hundreds < 1 || tens < 0 || ones < 0) return 'bad-status';
  at += 4;
  const spaced = bytes[at] === 0x20;
  if (!spaced && valueTable[bytes[at]!] === 1) return 'bad-status';
  const reasonStart = spaced ? at + 1 : at;
  at = reasonStart;
  while (valueTable[bytes[at]!] === 1) at += 1;
  if (bytes[at] !== 0x0d || bytes[at + 1] !== 0x0a) return lineFault(bytes, at);
  const status = hundreds * 100 + tens * 10 + ones;
  return { kind: 'response', status, reason: bytes.toString('latin1', reasonStart, at), version, next: at + 2 };
}

function digit(code: number | undefined): number {
  return code !== undefined && code >= 0x30 && code <= 0x39 ? code - 0x30 : -1;
}

function readVersion(bytes: Buffer, at: number): string | undefined {
  const named = bytes[at] === 0x48 && bytes[at + 1] === 0x54 && bytes[at + 2] === 0x54 && bytes[at + 3] === 0x50 && bytes[at + 4] === 0x2f;
  if (!named || bytes[at + 5] !== 0x31 || bytes[at + 6] !== 0x2e) return undefined;
  if (bytes[at + 7] === 0x31) return 'HTTP/1.1';
  return bytes[at + 7] === 0x30 ? 'HTTP/1.0' : undefined;
}

/** Tells a target with a space in it (the real version comes later in the line) from a bad version. */
function versionFault(bytes: Buffer, from: number): FramingFault {
  let at = from;
  let spaces = 0;
  while (valueTable[bytes[at]!] === 1) {
    if (bytes[at] === 0x20 || bytes[at] === 0x09) spaces += 1;
    at += 1;
  }
  if (bytes[at] !== 0x0d || bytes[at + 1] !== 0x0a) return lineFault(bytes, at);
  return spaces > 0 && readVersion(bytes, at - 8) !== undefined ? 'whitespace-in-target' : 'bad-version';
}

function startLineFault(bytes: Buffer, at: number): FramingFault {
  if (bytes[at] === 0x0a) return 'bare-lf';
  if (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a) return 'bare-cr';
  return 'bad-start-line';
}
