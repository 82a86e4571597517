/** One length-prefixed message of gRPC: flags, length, payload. */
export function grpcFrame(payload: Buffer | string, flags = 0): Buffer {
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'latin1') : payload;
  const head = Buffer.alloc(5);
  head[0] = flags;
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
