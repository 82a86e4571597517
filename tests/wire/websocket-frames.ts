/** One frame, as a client (masked) or a server (not masked) writes it. */
export interface FrameOptions {
  readonly fin?: boolean;
  readonly opcode?: number;
  readonly reserved?: number;
  /** Four bytes; absent for a server's frame. */
  readonly mask?: Buffer;
}

/** RFC 6455, section 5.2, with the shortest length that fits. */
export function webSocketFrame(payload: Buffer | string, { fin = true, opcode = 1, reserved = 0, mask }: FrameOptions = {}): Buffer {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
  const marked = mask === undefined ? 0 : 0x80;
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  let head: Buffer;
  if (bytes.length < 126) head = Buffer.of(first, marked | bytes.length);
  else if (bytes.length < 65_536) head = Buffer.of(first, marked | 126, bytes.length >> 8, bytes.length & 255);
  else {
    head = Buffer.alloc(10);
    head[0] = first;
    head[1] = marked | 127;
    head.writeBigUInt64BE(BigInt(bytes.length), 2);
  }
  if (mask === undefined) return Buffer.concat([head, bytes]);
  return Buffer.concat([head, mask, Buffer.from(bytes.map((byte, at) => byte ^ mask[at & 3]!))]);
}
