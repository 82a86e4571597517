import { quicVersion } from './quic-versions.js';
import { readVarint, varintLength } from './read-varint.js';

const longestConnectionId = 20;

/** What is in one packet with a long header. The connection IDs are views of the datagram. */
export interface LongHeader {
  /** 0: Version Negotiation. */
  readonly version: number;
  readonly destinationId: Buffer;
  readonly sourceId: Buffer;
  /** `other`: 0-RTT, Handshake, or any packet of a version we do not know. */
  readonly type: 'initial' | 'retry' | 'other';
  /** Where the protected packet number begins; only in packets of known versions that are no Retry. */
  readonly packetNumberAt: number;
  /** Where the packet ends, and a coalesced one may begin. */
  readonly end: number;
}

/**
 * Reads the packet with a long header at `start` (RFC 9000, section 17.2; for unknown versions only what RFC 8999 keeps for all). `undefined`
 * when none stands there whole. Not proof of QUIC: only an Initial that can be opened is.
 */
export function readLongHeader(datagram: Buffer, start: number): LongHeader | undefined {
  if (datagram.length < start + 7 || (datagram[start]! & 0x80) === 0) return undefined;
  const destinationAt = start + 6;
  const sourceAt = destinationAt + datagram[start + 5]! + 1;
  if (sourceAt > datagram.length || sourceAt - destinationAt - 1 > longestConnectionId) return undefined;
  const restAt = sourceAt + datagram[sourceAt - 1]!;
  if (restAt > datagram.length || restAt - sourceAt > longestConnectionId) return undefined;
  const number = datagram.readUInt32BE(start + 1);
  const version = quicVersion(number);
  let type: LongHeader['type'] = 'other';
  let packetNumberAt = datagram.length;
  let end = datagram.length;
  if (version !== undefined) {
    const bits = (datagram[start]! >> 4) & 3;
    if (bits === version.retryType) {
      // A token that is not empty, and the integrity tag.
      if (datagram.length - restAt <= 16) return undefined;
      type = 'retry';
    } else {
      if (bits === version.initialType) type = 'initial';
      const lengthAt = type === 'initial' ? skipToken(datagram, restAt) : restAt;
      const length = readVarint(datagram, lengthAt);
      // A packet number, and enough for the sample of the header protection (RFC 9001, section 5.4.2).
      if (length < 20) return undefined;
      packetNumberAt = lengthAt + varintLength(datagram[lengthAt]!);
      end = packetNumberAt + length;
      if (end > datagram.length) return undefined;
    }
  }
  return {
    version: number,
    destinationId: datagram.subarray(destinationAt, sourceAt - 1),
    sourceId: datagram.subarray(sourceAt, restAt),
    type,
    packetNumberAt,
    end,
  };
}

/** Where what follows a token stands; beyond the datagram when it is not whole. */
function skipToken(datagram: Buffer, at: number): number {
  const length = readVarint(datagram, at);
  return length < 0 ? datagram.length : at + varintLength(datagram[at]!) + length;
}
