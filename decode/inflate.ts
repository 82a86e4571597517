import zlib from 'node:zlib';
import { type CompressionName, type Inflated, openCodingStream } from './coding-stream.js';

/** With `info`, zlib's functions give their engine too, which knows how much of its input it took. */
type OneShot = (bytes: Buffer, options: { maxOutputLength: number; info: true }) => unknown;

/** What came out, and how many bytes of the input it stood in. */
interface Whole {
  readonly output: Buffer;
  readonly taken: number;
}

/** Streams one behind the other that are read as one. */
const mostMembers = 64;

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
    if (output !== undefined) return goOn(oneShot, bytes, output, limit);
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

/** Streams that one writer put one behind the other, as loggers do. Whatever else follows is left over, and zlib would not say so. */
function goOn(oneShot: OneShot, bytes: Buffer, first: Whole, limit: number): Inflated {
  const pieces = [first.output];
  let { taken } = first;
  let left = limit - first.output.length;
  for (let count = 1; count < mostMembers && taken < bytes.length && left > 0; count += 1) {
    // Writers of tar and the like pad with zeros.
    while (bytes[taken] === 0) taken += 1;
    const next = attempt(oneShot, bytes.subarray(taken), left);
    if (next === undefined || next.taken === 0) break;
    pieces.push(next.output);
    left -= next.output.length;
    taken += next.taken;
  }
  const output = pieces.length === 1 ? first.output : Buffer.concat(pieces);
  const rest = bytes.subarray(taken);
  return rest.some((byte) => byte !== 0) ? { output, rest } : { output };
}

/** Undefined when the data has a flaw of any kind: the slow way finds out which. */
function attempt(oneShot: OneShot, bytes: Buffer, maxOutputLength: number): Whole | undefined {
  try {
    const { buffer, engine } = oneShot(bytes, { maxOutputLength, info: true }) as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return { output: buffer, taken: engine.bytesWritten };
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
