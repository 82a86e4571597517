import type { CompressionName } from './coding-stream.js';
import { inflate } from './inflate.js';
import { Source } from './source.js';
import type { Undone } from './transform.js';

const unmarked: ReadonlySet<CompressionName> = new Set(['raw-deflate', 'br']);

/**
 * The common part of the compressing transforms: the whole input is one compressed stream. When the message does not declare it,
 * an outcome that breaks at once, or ends in a flaw without a byte, was not this encoding.
 */
export function decompress(name: CompressionName, source: Source, allowance: number, declared: boolean): readonly Undone[] {
  // Without a mark it was another thing if it has a flaw.
  const { output, flaw, rest } = inflate(name, source.bytes, allowance, declared || !unmarked.has(name));
  if (!declared && flaw !== undefined && output.length === 0) return [];
  const whole = { source: Source.ofBytes(output), start: 0, end: source.length, sure: 'certain' } as const;
  if (flaw !== undefined) return [{ ...whole, flaw }];
  if (rest === undefined) return [whole];
  // Bytes tell nothing of positions in a text.
  const start = source.bytewise ? source.length - rest.length : 0;
  return [whole, { source: Source.ofBytes(rest), start, end: source.length, sure: 'certain' }];
}

/** Which decompressor a declared coding needs when it goes on over the windows of a message; undefined for an unknown one. */
export function compressionFor(coding: string, firstBytes: Buffer): CompressionName | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
    case 'deflate':
      // A first window may be a single byte: then its method alone tells.
      return startsLikeZlib(firstBytes) || (firstBytes.length === 1 && firstBytes[0] === 0x78) ? 'zlib' : 'raw-deflate';
    case 'br':
    case 'zstd':
      return coding;
    default:
      return undefined;
  }
}

/** The header of RFC 1950: method 8, a window of at most 32 KiB, no dictionary, a check value that fits. */
export function startsLikeZlib(bytes: Buffer): boolean {
  if (bytes.length < 2) return false;
  const [method, flags] = [bytes[0]!, bytes[1]!];
  return (method & 15) === 8 && method >> 4 <= 7 && (flags & 32) === 0 && (method * 256 + flags) % 31 === 0;
}

/** Whether bytes start like gzip, zstd or zlib data, by their first two. */
export function startsCompressed(bytes: Buffer): boolean {
  if (bytes.length < 2) return false;
  const start = bytes.readUInt16BE(0);
  return start === 0x1f8b || start === 0x28b5 || (bytes[0] === 0x78 && start % 31 === 0);
}
