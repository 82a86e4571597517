import { brotliDecompressSync } from 'node:zlib';

/**
 * What a bare brotli stream holds, up to `limit` bytes; `more` when it holds more than that, `undefined` when the bytes are none. For deciding
 * whether they may hide a value: what does not end with the last byte is no stream to decoding either.
 */
export function brotliStart(bytes: Buffer, limit: number): Buffer | 'more' | undefined {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof Error) return 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'more' : undefined;
    throw error;
  }
}
