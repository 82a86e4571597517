import { readVarint, varintLength } from './read-varint.js';

/** A piece of the handshake's byte stream; `bytes` is a view. */
export interface CryptoPiece {
  readonly offset: number;
  readonly bytes: Buffer;
}

const padding = 0;
const ping = 1;
const ack = 2;
const ackWithEcn = 3;
const crypto = 6;

/**
 * The CRYPTO frames among the frames of an Initial packet (RFC 9000, section 19). Stops at a frame that does not belong there, or is not
 * whole: what came before it counts. A CONNECTION_CLOSE says nothing more that matters here.
 */
export function readCryptoFrames(frames: Buffer): CryptoPiece[] {
  const pieces: CryptoPiece[] = [];
  let at = 0;
  while (at < frames.length) {
    const type = frames[at]!;
    at += 1;
    if (type === padding || type === ping) continue;
    if (type === ack || type === ackWithEcn) {
      at = skipAck(frames, at, type === ackWithEcn);
      if (at < 0) break;
      continue;
    }
    if (type !== crypto) break;
    const offset = readVarint(frames, at);
    if (offset < 0) break;
    at += varintLength(frames[at]!);
    const length = readVarint(frames, at);
    if (length < 0) break;
    at += varintLength(frames[at]!);
    if (at + length > frames.length) break;
    pieces.push({ offset, bytes: frames.subarray(at, at + length) });
    at += length;
  }
  return pieces;
}

/** Where the frame after an ACK begins; -1 when it is not whole. Every number takes a byte, so the count is bounded by the packet. */
function skipAck(frames: Buffer, start: number, withEcn: boolean): number {
  let at = start;
  let left = 4;
  for (let index = 0; index < left; index += 1) {
    const value = readVarint(frames, at);
    if (value < 0) return -1;
    at += varintLength(frames[at]!);
    if (index === 2) left += 2 * value + (withEcn ? 3 : 0);
  }
  return at;
}
