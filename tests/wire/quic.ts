import { createCipheriv, createHmac } from 'node:crypto';

/** One Initial packet to build. Defaults are those of a first flight in version 1. */
export interface InitialToBuild {
  readonly frames: Buffer;
  readonly version?: number;
  readonly destinationId?: Buffer;
  readonly sourceId?: Buffer;
  readonly token?: Buffer;
  readonly packetNumber?: number;
  readonly packetNumberLength?: number;
  /** The connection ID that the keys come from; else `destinationId`. */
  readonly keysFrom?: Buffer;
  readonly side?: 'client' | 'server';
}

const versions = new Map([
  [1, { salt: '38762cf7f55934b34d179ae6a4c80cadccbb7f0a', prefix: 'quic', initial: 0xc0, handshake: 0xe0 }],
  [0x6b3343cf, { salt: '0dede3def700a6db819381be6e269dcbf9bd2ed9', prefix: 'quicv2', initial: 0xd0, handshake: 0xf0 }],
]);

export const someDestinationId = Buffer.from('0001020304050607', 'hex');

/** Builds a protected Initial packet (RFC 9001, section 5), written apart from the code it tests. */
export function initialPacket(packet: InitialToBuild): Buffer {
  const { frames, version = 1, destinationId = someDestinationId, sourceId = Buffer.alloc(0), token = Buffer.alloc(0) } = packet;
  const { packetNumber = 0, packetNumberLength = 1, keysFrom = destinationId, side = 'client' } = packet;
  const constants = versions.get(version)!;
  const secret = expand(hmac(Buffer.from(constants.salt, 'hex'), keysFrom), `${side} in`, 32);
  const number = Buffer.alloc(4);
  number.writeUInt32BE(packetNumber);
  const header = Buffer.concat([
    Buffer.of(constants.initial | (packetNumberLength - 1)),
    u32(version),
    Buffer.of(destinationId.length),
    destinationId,
    Buffer.of(sourceId.length),
    sourceId,
    varint(token.length),
    token,
    varint(packetNumberLength + frames.length + 16, 2),
    number.subarray(4 - packetNumberLength),
  ]);
  const nonce = expand(secret, `${constants.prefix} iv`, 12);
  number.forEach((byte, index) => {
    nonce[8 + index]! ^= byte;
  });
  const cipher = createCipheriv('aes-128-gcm', expand(secret, `${constants.prefix} key`, 16), nonce);
  cipher.setAAD(header);
  const sealed = Buffer.concat([cipher.update(frames), cipher.final(), cipher.getAuthTag()]);
  const sample = sealed.subarray(4 - packetNumberLength, 20 - packetNumberLength);
  const mask = createCipheriv('aes-128-ecb', expand(secret, `${constants.prefix} hp`, 16), null).update(sample);
  header[0]! ^= mask[0]! & 0x0f;
  for (let index = 0; index < packetNumberLength; index += 1) {
    header[header.length - packetNumberLength + index]! ^= mask[index + 1]!;
  }
  return Buffer.concat([header, sealed]);
}

/** A packet with a long header that nobody can open, e.g. Handshake or 0-RTT. */
export function sealedPacket(type: 'handshake' | 'zero-rtt', length: number, destinationId = someDestinationId): Buffer {
  const first = type === 'handshake' ? 0xe3 : 0xd3;
  return Buffer.concat([
    Buffer.of(first, 0, 0, 0, 1, destinationId.length),
    destinationId,
    Buffer.of(0),
    varint(length, 2),
    Buffer.alloc(length, 0x5a),
  ]);
}

/** A CRYPTO frame (RFC 9000, section 19.6). */
export function cryptoFrame(offset: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of(6), varint(offset), varint(bytes.length), bytes]);
}

/** PADDING frames. */
export function padding(length: number): Buffer {
  return Buffer.alloc(length);
}

/** An ACK frame with so many ranges after the first, with or without ECN counts. */
export function ackFrame(ranges: number, withEcn: boolean): Buffer {
  const numbers = [1000, 5, ranges, 0, ...Array.from({ length: 2 * ranges }, () => 1), ...(withEcn ? [1, 0, 70] : [])];
  return Buffer.concat([Buffer.of(withEcn ? 3 : 2), ...numbers.map((value) => varint(value))]);
}

/** A variable-length integer (RFC 9000, section 16) in at least so many bytes (1, 2, 4, 8). */
export function varint(value: number, atLeast = 1): Buffer {
  const length = Math.max(atLeast, value < 64 ? 1 : value < 16384 ? 2 : value < 2 ** 30 ? 4 : 8);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  const written = bytes.subarray(8 - length);
  written[0]! |= Math.log2(length) << 6;
  return written;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function hmac(key: Buffer, data: Buffer): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function expand(secret: Buffer, label: string, length: number): Buffer {
  const name = `tls13 ${label}`;
  return hmac(secret, Buffer.from(`\0${String.fromCharCode(length, name.length)}${name}\0\x01`, 'latin1')).subarray(0, length);
}
