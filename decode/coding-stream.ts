import { createRequire } from 'node:module';
import zlib from 'node:zlib';
import { BrotliDecompress, Gunzip, Inflate, InflateRaw, ZstdDecompress } from 'minizlib';
import type { Flaw } from './transform.js';

type ZlibOptions = ConstructorParameters<typeof ZstdDecompress>[0];

export type CompressionName = 'gzip' | 'zlib' | 'raw-deflate' | 'br' | 'zstd';

/** What a decompressor made of some bytes. With a flaw, `output` is what came before it. */
export interface Inflated {
  readonly output: Buffer;
  readonly flaw?: Flaw;
  /** Bytes behind the end of the compressed data that are no such data. */
  readonly rest?: Buffer;
}

/** A decompressor that is fed piece by piece, synchronously. After a flaw it yields nothing more. Not a Node stream. */
export interface CodingStream {
  /** Feeds bytes; `limit` bounds the outcome of this call. */
  push(bytes: Buffer, limit: number): Inflated;
  /** Tells it that no more comes: `cut` when that is too early. Frees it. */
  end(): Inflated;
  close(): void;
  /** Whether a flaw costs nothing of what came before it, however much is pushed at once. */
  readonly losesNothing: boolean;
  /** Memory that it may hold, in bytes, roughly and at most in ordinary use. */
  readonly cost: number;
}

const empty = Buffer.alloc(0);

/** The largest window we hold for zstd: RFC 9659 forbids senders more than 8 MiB. */
const zstdWindowLog = 23;

/** Whether Node's own zlib knows zstd (22.15, 23.8, 24 and later). */
export const nodeHasZstd = 'zstdDecompressSync' in zlib;

export function openCodingStream(name: CompressionName, mostPerPiece: number): CodingStream {
  if (name === 'zstd' && !nodeHasZstd) return new FzstdStream();
  return new ZlibStream(name, mostPerPiece);
}

/** Bytes fed at once: what one piece yields is lost when the piece has a flaw, and it bounds what deflate can yield at once. */
const pieceSize = 4096;

class ZlibStream implements CodingStream {
  readonly cost: number;
  readonly losesNothing = false;
  readonly #engine: Gunzip | Inflate | InflateRaw | BrotliDecompress | ZstdDecompress;
  #pieces: Buffer[] = [];
  #flaw: Flaw | undefined;

  constructor(name: CompressionName, mostPerPiece: number) {
    // `maxOutputLength` holds for each piece: a few bytes of brotli may stand for gigabytes.
    const options: ZlibOptions = { maxOutputLength: mostPerPiece } as ZlibOptions;
    if (name === 'gzip') this.#engine = new Gunzip(options);
    else if (name === 'zlib') this.#engine = new Inflate(options);
    else if (name === 'raw-deflate') this.#engine = new InflateRaw(options);
    else if (name === 'br') this.#engine = new BrotliDecompress(options);
    else this.#engine = new ZstdDecompress({ ...options, ...zstdOptions() });
    this.cost = name === 'br' ? 2 << 20 : name === 'zstd' ? 8 << 20 : 64 << 10;
    this.#engine.on('data', (data: Buffer) => this.#pieces.push(data));
    this.#engine.on('error', (error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      this.#flaw ??= code === 'ERR_BUFFER_TOO_LARGE' ? 'limit' : code === 'Z_BUF_ERROR' ? 'cut' : 'corrupt';
    });
  }

  push(bytes: Buffer, limit: number): Inflated {
    let length = 0;
    for (let index = 0; index < bytes.length && this.#flaw === undefined; index += pieceSize) {
      const before = this.#pieces.length;
      this.#engine.write(bytes.subarray(index, index + pieceSize));
      for (let piece = before; piece < this.#pieces.length; piece += 1) length += this.#pieces[piece]!.length;
      if (length > limit) this.#flaw ??= 'limit';
    }
    return this.#take(limit);
  }

  end(): Inflated {
    if (this.#flaw === undefined) this.#engine.end();
    const last = this.#take(Number.MAX_SAFE_INTEGER);
    this.close();
    return last;
  }

  close(): void {
    this.#engine.close();
  }

  #take(limit: number): Inflated {
    const pieces = this.#pieces;
    this.#pieces = [];
    const output = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    const kept = output.length > limit ? output.subarray(0, limit) : output;
    return this.#flaw === undefined ? { output: kept } : { output: kept, flaw: this.#flaw };
  }
}

function zstdOptions(): { params?: Record<number, number> } {
  const windowLogMax = (zlib.constants as Readonly<Record<string, number | undefined>>)['ZSTD_d_windowLogMax'];
  return windowLogMax === undefined ? {} : { params: { [windowLogMax]: zstdWindowLog } };
}

class LimitReached extends Error {}

/**
 * zstd on older versions of Node. fzstd allocates and moves the whole window that a frame asks for, so frames that ask for more
 * than 8 MiB are refused, and the moving is bounded.
 */
class FzstdStream implements CodingStream {
  readonly cost = 8 << 20;
  readonly losesNothing = true;
  readonly #engine: { push(chunk: Uint8Array, final?: boolean): void };
  #pieces: Buffer[] = [];
  #length = 0;
  #limit = 0;
  #blocks = 0;
  #start = empty;
  #flaw: Flaw | undefined;

  constructor() {
    const { Decompress } = createRequire(import.meta.url)('fzstd') as typeof import('fzstd');
    this.#engine = new Decompress((data) => {
      this.#blocks += 1;
      // In one push, 2,048 blocks move at most 16 GiB, and hold 256 MiB of data when they are full.
      if (this.#length + data.length > this.#limit || this.#blocks > 2048) throw new LimitReached();
      this.#length += data.length;
      // Its buffers are used again.
      this.#pieces.push(Buffer.from(data));
    });
  }

  push(bytes: Buffer, limit: number): Inflated {
    this.#limit = this.#length + limit;
    this.#blocks = 0;
    if (this.#start.length < 18) {
      this.#start = Buffer.concat([this.#start, bytes.subarray(0, 18)]);
      if (asksForTooMuch(this.#start)) this.#flaw ??= 'limit';
    }
    // Small pieces, because each frame in a piece is a level of recursion in fzstd.
    for (let index = 0; index < bytes.length && this.#flaw === undefined; index += pieceSize) {
      this.#feed(bytes.subarray(index, index + pieceSize), false);
    }
    return this.#take();
  }

  end(): Inflated {
    if (this.#flaw === undefined) {
      this.#limit = Number.MAX_SAFE_INTEGER;
      this.#feed(empty, true);
    }
    return this.#take();
  }

  close(): void {
    this.#pieces = [];
    this.#flaw ??= 'cut';
  }

  #feed(bytes: Buffer, last: boolean): void {
    try {
      this.#engine.push(bytes, last);
    } catch (error) {
      this.#flaw = error instanceof LimitReached ? 'limit' : last ? 'cut' : 'corrupt';
    }
  }

  #take(): Inflated {
    const pieces = this.#pieces;
    this.#pieces = [];
    const output = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    return this.#flaw === undefined ? { output } : { output, flaw: this.#flaw };
  }
}

/** Whether the first frame's header (RFC 8878, section 3.1.1.1) asks for a window of more than 8 MiB. */
function asksForTooMuch(start: Buffer): boolean {
  if (start.length < 14 || start.readUInt32LE(0) !== 0xfd2fb528) return false;
  const flags = start[4]!;
  const single = (flags & 32) !== 0;
  if (!single) {
    const base = 2 ** (10 + (start[5]! >> 3));
    return base + (base / 8) * (start[5]! & 7) > 2 ** zstdWindowLog;
  }
  const dictionaryBytes = [0, 1, 2, 4][flags & 3]!;
  const sizeAt = 5 + dictionaryBytes;
  const kind = flags >> 6;
  if (kind < 2) return false;
  return kind === 2
    ? start.readUInt32LE(sizeAt) > 2 ** zstdWindowLog
    : start.length < sizeAt + 8 || start.readBigUInt64LE(sizeAt) > 2n ** BigInt(zstdWindowLog);
}
