import type { Direction } from '../../../model/index.js';

interface Source {
  readonly id: number;
  sequence: number;
  rises: number;
}

/** Datagrams in one direction with the same source and rising numbers before RTP is believed. */
const believable = 3;
/** RFC 3550, appendix A.1: a larger step is not loss, but something else. */
const largestStep = 3000;
const mostSources = 4;

/**
 * Says when datagrams have shown themselves as RTP (RFC 3550, section 5.1): nothing in one header does, so it takes three in one
 * direction with the same synchronisation source and rising sequence numbers. SRTP (RFC 3711) has the same header: whether the payload is
 * encrypted cannot be told.
 */
export class RtpTracker {
  readonly #sources: Record<Direction, Source[]> = { 'client-to-server': [], 'server-to-client': [] };

  /** `no`: not an RTP header. `maybe`: could be one. `rtp`: believed from now on. */
  feed(direction: Direction, bytes: Buffer): 'no' | 'maybe' | 'rtp' {
    if (!hasRtpHeader(bytes)) return 'no';
    const sources = this.#sources[direction];
    const sequence = bytes.readUInt16BE(2);
    const id = bytes.readUInt32BE(8);
    const source = sources.find((known) => known.id === id);
    if (source === undefined) {
      if (sources.length === mostSources) sources.shift();
      sources.push({ id, sequence, rises: 1 });
      return 'maybe';
    }
    const step = (sequence - source.sequence) & 0xffff;
    // Late and repeated ones say nothing.
    if (step === 0 || step > 0xffff - largestStep) return 'maybe';
    source.rises = step <= largestStep ? source.rises + 1 : 1;
    source.sequence = sequence;
    return source.rises >= believable ? 'rtp' : 'maybe';
  }
}

/** Version 2, no type that RTCP has (RFC 5761, section 4), and room for the sources and the extension it announces. */
function hasRtpHeader(bytes: Buffer): boolean {
  if (bytes.length < 12 || (bytes[0]! & 0xc0) !== 0x80) return false;
  if (bytes[1]! >= 192 && bytes[1]! <= 223) return false;
  const end = 12 + 4 * (bytes[0]! & 0x0f);
  if ((bytes[0]! & 0x10) === 0) return end <= bytes.length;
  return end + 4 <= bytes.length && end + 4 + 4 * bytes.readUInt16BE(end + 2) <= bytes.length;
}
