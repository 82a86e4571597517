import zlib from 'node:zlib';
import { type CompressionName, type Inflated, openCodingStream } from './coding-stream.js';

type OneShot = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;

const oneShots: Readonly<Partial<Record<CompressionName, OneShot>>> = {
  gzip: zlib.gunzipSync,
  zlib: zlib.inflateSync,
  'raw-deflate': zlib.inflateRawSync,
  br: zlib.brotliDecompressSync,
};

/**
 * Decompresses at once. Whatever is wrong with the data, what could be read before is returned, at most `limit` bytes of it.
 * Never throws.
 */
export function inflate(name: CompressionName, bytes: Buffer, limit: number): Inflated {
  const oneShot = oneShots[name];
  if (oneShot !== undefined) {
    const output = attempt(oneShot, bytes, Math.max(1, limit));
    if (output !== undefined) return { output };
  }
  // The slow way, which keeps what came before the flaw. At most 4,096 pieces or pieces of 4 KiB, and a byte each when it is short.
  const stream = openCodingStream(name, limit + 65536);
  const size = stream.losesNothing ? Math.max(1, bytes.length) : Math.min(4096, Math.max(1, Math.ceil(bytes.length / 4096)));
  const pieces: Buffer[] = [];
  let left = limit;
  for (let index = 0; index < bytes.length; index += size) {
    const { output, flaw } = stream.push(bytes.subarray(index, index + size), left);
    if (output.length > 0) pieces.push(output);
    left -= output.length;
    if (flaw !== undefined) {
      stream.close();
      return { output: Buffer.concat(pieces), flaw };
    }
  }
  const { output, flaw } = stream.end();
  if (output.length > 0) pieces.push(output.subarray(0, left));
  const whole = Buffer.concat(pieces);
  if (output.length > left) return { output: whole, flaw: 'limit' };
  return flaw === undefined ? { output: whole } : { output: whole, flaw };
}

/** Undefined when the data has a flaw of any kind: the slow way finds out which. */
function attempt(oneShot: OneShot, bytes: Buffer, maxOutputLength: number): Buffer | undefined {
  try {
    return oneShot(bytes, { maxOutputLength });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
