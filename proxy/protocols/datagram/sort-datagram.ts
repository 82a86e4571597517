import { quicVersion } from '../quic/quic-versions.js';
import { readLongHeader } from '../quic/read-long-header.js';
import type { Decided } from './decided.js';
import { isChannelData } from './is-channel-data.js';
import { isDnsMessage } from './is-dns-message.js';
import { isDtlsCiphertext, isDtlsDatagram } from './is-dtls-datagram.js';
import { isStunMessage } from './is-stun-message.js';
import { isRtcp } from './read-rtcp.js';

/** `quic-like`: QUIC by its header, on a connection that was not proven to be QUIC. `other`: RTP, and what nobody knows. */
export type DatagramSort = 'quic' | 'quic-like' | 'dtls' | 'dns' | 'stun' | 'channel-data' | 'rtcp' | 'other';

/**
 * What one datagram is, by itself and by what its connection was decided to be: first by its first byte, as RFC 7983 and RFC 9443 share them
 * out, then by whatever marks the protocol beyond doubt. Where doubt is left it is `other`, which is told and searched.
 */
export function sortDatagram(opening: Decided, bytes: Buffer): DatagramSort {
  const first = bytes[0] ?? 0;
  const isQuic = opening.protocol === 'quic' && opening.unproven === undefined;
  if (first < 64) {
    if (isStunMessage(bytes)) return 'stun';
    if (isDtlsDatagram(bytes)) return 'dtls';
    if (opening.protocol === 'dtls' && isDtlsCiphertext(first)) return 'dtls';
  } else if (first < 128) {
    if (isQuic) return 'quic';
    if (isChannelData(bytes)) return 'channel-data';
  } else if (first < 192) {
    if (opening.protocol === 'rtp' || opening.protocol === 'rtcp') return isRtcp(bytes) ? 'rtcp' : 'other';
  } else {
    if (isQuic) return 'quic';
    if (isQuicLike(bytes)) return 'quic-like';
  }
  if (isDnsMessage(bytes)) return 'dns';
  return isRtcp(bytes) ? 'rtcp' : 'other';
}

function isQuicLike(bytes: Buffer): boolean {
  return bytes.length >= 7 && quicVersion(bytes.readUInt32BE(1)) !== undefined && readLongHeader(bytes, 0) !== undefined;
}
