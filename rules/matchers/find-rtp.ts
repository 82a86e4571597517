import type { FoundMedia, MediaKind } from './media-kind.js';

const HEAD = 12;
const LONGEST_DATAGRAM = 1_500;
const audio: readonly MediaKind[] = ['audio'];
const video: readonly MediaKind[] = ['video'];
const both: readonly MediaKind[] = ['audio', 'video'];

/** Payload types with a fixed meaning (RFC 3551, section 6) and the lengths that their payloads have. */
const FIXED: ReadonlyMap<
  number,
  {
    readonly format: string;
    readonly kinds: readonly MediaKind[];
    readonly fits: (length: number, first: number) => boolean;
    /** One random value in five has such a length. */
    readonly weak?: true;
  }
> = new Map([
  [0, { format: 'PCMU', kinds: audio, fits: (length: number) => length >= 80 && length % 80 === 0 }],
  [3, { format: 'GSM', kinds: audio, fits: (length: number, first: number) => length > 0 && length % 33 === 0 && first >> 4 === 0xd }],
  [8, { format: 'PCMA', kinds: audio, fits: (length: number) => length >= 80 && length % 80 === 0 }],
  [9, { format: 'G.722', kinds: audio, fits: (length: number) => length >= 80 && length % 80 === 0 }],
  [
    18,
    {
      format: 'G.729',
      kinds: audio,
      fits: (length: number) => length >= 10 && length <= 62 && (length % 10 === 0 || length % 10 === 2),
      weak: true,
    },
  ],
  [
    33,
    {
      format: 'MPEG transport stream',
      kinds: both,
      fits: (length: number, first: number) => length > 0 && length % 188 === 0 && first === 0x47,
    },
  ],
]);

interface Packet {
  readonly payloadType: number;
  readonly source: number;
  readonly sequence: number;
  /** Where the payload begins. */
  readonly payload: number;
  readonly extension: number | undefined;
}

/** A fixed header of version 2 (RFC 3550, section 5.1) with nothing that a sender of media leaves out, or `undefined`. */
function readPacket(bytes: string, at: number, end: number): Packet | undefined {
  const first = bytes.charCodeAt(at);
  // Version 2, no contributing sources, no padding: mixers and padded packets are rare and random bytes are not.
  if (end - at <= HEAD || (first !== 0x80 && first !== 0x90)) return undefined;
  const payloadType = bytes.charCodeAt(at + 1) & 0x7f;
  if (payloadType < 96 && !FIXED.has(payloadType)) return undefined;
  const source = uint32(bytes, at + 8);
  if (source === 0 || uint32(bytes, at + 4) === 0 || source === uint32(bytes, at + 4)) return undefined;
  const sequence = bytes.charCodeAt(at + 2) * 256 + bytes.charCodeAt(at + 3);
  if (first === 0x80) return { payloadType, source, sequence, payload: at + HEAD, extension: undefined };
  const payload = at + HEAD + 4 + 4 * (bytes.charCodeAt(at + HEAD + 2) * 256 + bytes.charCodeAt(at + HEAD + 3));
  if (payload >= end) return undefined;
  return { payloadType, source, sequence, payload, extension: bytes.charCodeAt(at + HEAD) * 256 + bytes.charCodeAt(at + HEAD + 1) };
}

function uint32(bytes: string, at: number): number {
  return (
    ((bytes.charCodeAt(at) << 24) | (bytes.charCodeAt(at + 1) << 16) | (bytes.charCodeAt(at + 2) << 8) | bytes.charCodeAt(at + 3)) >>> 0
  );
}

/** Two packets of one source that follow each other, each behind its length: RFC 4571 on a stream, or RTSP's `$` and channel (RFC 7826, section 14). */
function findFramed(bytes: string): FoundMedia | undefined {
  const interleaved = bytes.charCodeAt(0) === 0x24;
  const frame = interleaved ? 4 : 2;
  const length = bytes.charCodeAt(frame - 2) * 256 + bytes.charCodeAt(frame - 1);
  const first = length <= HEAD ? undefined : readPacket(bytes, frame, Math.min(bytes.length, frame + length));
  if (first === undefined) return undefined;
  const next = frame + length;
  if (interleaved && bytes.charCodeAt(next) !== 0x24) return undefined;
  const second = readPacket(bytes, next + frame, bytes.length);
  if (second === undefined || second.source !== first.source || ((second.sequence - first.sequence) & 0xffff) > 16) return undefined;
  return { kinds: both, format: 'RTP in a stream', start: frame, end: frame + HEAD };
}

/**
 * RTP (RFC 3550): a datagram with a plausible header, or two packets framed in a stream. A fixed payload type whose payload has a length of its codec and an extension
 * of RFC 8285 are telling; any other packet is weak: of random datagrams one in a thousand has such a header. Encrypted payloads (SRTP) have it as well.
 */
export function findRtp(bytes: string): FoundMedia | undefined {
  const framed = findFramed(bytes);
  if (framed !== undefined) return framed;
  if (bytes.length > LONGEST_DATAGRAM) return undefined;
  const packet = readPacket(bytes, 0, bytes.length);
  if (packet === undefined) return undefined;
  const length = bytes.length - packet.payload;
  const place = { start: 0, end: HEAD };
  const fixed = FIXED.get(packet.payloadType);
  if (fixed !== undefined)
    return fixed.fits(length, bytes.charCodeAt(packet.payload))
      ? { kinds: fixed.kinds, format: `RTP, ${fixed.format}`, ...place, ...(fixed.weak ? { weak: true } : {}) }
      : undefined;
  const told = packet.extension === 0xbede || (packet.extension !== undefined && packet.extension >> 4 === 0x100);
  if (packet.extension !== undefined && !told) return undefined;
  // H.264 in fragments (RFC 6184): type 28 without the forbidden bit, then a slice or a parameter set.
  const h264 = (bytes.charCodeAt(packet.payload) & 0x9f) === 28 && [1, 5, 7, 8].includes(bytes.charCodeAt(packet.payload + 1) & 0x3f);
  const kinds = h264 ? video : both;
  return { kinds, format: h264 ? 'RTP, H.264' : 'RTP', ...place, ...(told ? {} : { weak: true }) };
}
