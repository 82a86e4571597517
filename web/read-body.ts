import type { IncomingMessage } from 'node:http';

export type ReadBody =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The peer went away before its end. */
  | { readonly kind: 'aborted' };

/** How much of a body that is too large is still taken in and dropped: a peer reads the answer only once it has sent its body. */
const drainedBytes = 1024 * 1024;

/** Reads a message's body whole, up to `limit` bytes; of a larger one nothing is kept. Never rejects. */
export function readBody(message: IncomingMessage, limit: number): Promise<ReadBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (size <= limit + drainedBytes) return;
      message.pause();
      resolve({ kind: 'too-large' });
    });
    message.on('end', () => resolve(size > limit ? { kind: 'too-large' } : { kind: 'read', bytes: Buffer.concat(chunks) }));
    message.on('error', () => resolve({ kind: 'aborted' }));
    message.on('close', () => resolve({ kind: 'aborted' }));
  });
}
