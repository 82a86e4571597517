import zlib from 'node:zlib';

export type DecompressFault = 'unknown-coding' | 'corrupt' | 'too-large';

/** What a message may grow to: 100 times its size, or 1 MiB if that is more, and no more than 4 MiB. */
const freeExpansion = 1024 * 1024;
const ratio = 100;
const mostBytes = 4 * 1024 * 1024;

/** With `info`, zlib's functions give their engine too, which knows how much of its input it took. */
type OneShot = (bytes: Buffer, options: { maxOutputLength: number; info: true }) => unknown;

const codings: ReadonlyMap<string, OneShot> = new Map<string, OneShot>([
  ['gzip', zlib.gunzipSync],
  ['deflate', zlib.inflateSync],
]);

/** Undoes the compression of one gRPC message. `encoding` is that of `grpc-encoding`, in lower case; `deflate` is zlib's format there. */
export function decompressMessage(encoding: string, bytes: Buffer): Buffer | DecompressFault {
  const oneShot = codings.get(encoding);
  if (oneShot === undefined) return 'unknown-coding';
  try {
    const maxOutputLength = Math.min(mostBytes, Math.max(freeExpansion, bytes.length * ratio));
    const { buffer, engine } = oneShot(bytes, { maxOutputLength, info: true }) as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    // What stands behind the compressed data would never be looked at.
    return engine.bytesWritten === bytes.length ? buffer : 'corrupt';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'corrupt';
  }
}
