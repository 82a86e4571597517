import zlib from 'node:zlib';
import { type CompressionName, type Inflated, openCodingStream } from './coding-stream.js';
import { gzipHeaderLength } from './gzip-header.js';
import { zstdFrameLength } from './zstd-frame.js';

/** With `info`, zlib's functions give their engine too, which knows how much of its input it took. */
type OneShot = (bytes: Buffer, options: { maxOutputLength: number; info: true }) => unknown;

/** A frame of fewer bytes holds nothing that counts, and not all that tells how much memory it asks for. */
const shortestFrame = 18;

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
 * Decompresses at once. Whatever is wrong with the data, what could be read before is returned, at most `limit` bytes of it. What stands behind the
 * compressed data, and is none, is left over. Never throws. `broken`: whether anybody wants to know what came before a flaw, which costs ten times as much.
 */
export function inflate(name: CompressionName, bytes: Buffer, limit: number, broken = true): Inflated {
  const oneShot = oneShots[name];
  if (oneShot !== undefined) {
    const first = attempt(oneShot, bytes, Math.max(1, limit));
    if (first !== undefined) return goOn((rest, left) => attempt(oneShot, rest, left), bytes, first, limit);
  }
  // zlib takes what follows for another member, and gives up; so does zstd.
  const member = name === 'gzip' ? gzipMember : name === 'zstd' ? zstdFrame : undefined;
  const alone = member?.(bytes, Math.max(1, limit));
  if (member !== undefined && alone !== undefined) return goOn(member, bytes, alone, limit);
  return broken ? slowly(name, bytes, limit) : { output: nothing, flaw: 'corrupt' };
}

const nothing = Buffer.alloc(0);

/** The slow way, which keeps what came before a flaw. At most 4,096 pieces or pieces of 4 KiB, and a byte each when it is short. */
function slowly(name: CompressionName, bytes: Buffer, limit: number): Inflated {
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

/** One member of gzip alone (RFC 1952), whatever follows; undefined when it has a flaw, its check included. */
function gzipMember(bytes: Buffer, limit: number): Whole | undefined {
  const header = gzipHeaderLength(bytes);
  if (header === undefined) return undefined;
  const data = attempt(zlib.inflateRawSync, bytes.subarray(header), limit);
  if (data === undefined) return undefined;
  const end = header + data.taken;
  if (bytes.length < end + 8) return undefined;
  const holds = bytes.readUInt32LE(end) === zlib.crc32(data.output) && bytes.readUInt32LE(end + 4) === data.output.length % 2 ** 32;
  return holds ? { output: data.output, taken: end + 8 } : undefined;
}

/** One frame of zstd alone (RFC 8878), whatever follows; undefined when it has a flaw. */
function zstdFrame(bytes: Buffer, limit: number): Whole | undefined {
  const length = zstdFrameLength(bytes);
  if (length === undefined || length < shortestFrame) return undefined;
  const { output, flaw } = slowly('zstd', bytes.subarray(0, length), limit);
  return flaw === undefined ? { output, taken: length } : undefined;
}

/** Streams that one writer put one behind the other, as loggers do. Whatever else follows is left over, and zlib would not say so. */
function goOn(read: (bytes: Buffer, limit: number) => Whole | undefined, bytes: Buffer, first: Whole, limit: number): Inflated {
  const pieces = [first.output];
  let { taken } = first;
  let left = limit - first.output.length;
  for (let count = 1; count < mostMembers && taken < bytes.length && left > 0; count += 1) {
    // Writers of tar and the like pad with zeros.
    while (bytes[taken] === 0) taken += 1;
    const next = read(bytes.subarray(taken), left);
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
