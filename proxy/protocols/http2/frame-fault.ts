import { frameFlag, frameType } from './frame.js';
import type { FrameFault } from './http2-fault.js';

/** Most that a HEADERS or PUSH_PROMISE frame holds beside its fragment: padding and its length, priority, promised stream. */
export const besideFragment = 261;

/**
 * What is wrong with a frame by its head alone (RFC 9113, section 6), and would leave its meaning in doubt. A PRIORITY of another length
 * says nothing either way, so it is no fault.
 *
 * @param limit largest field section or SETTINGS that is kept
 */
export function frameFault(type: number, flags: number, stream: number, length: number, limit: number): FrameFault | undefined {
  switch (type) {
    case frameType.data:
      if (stream === 0) return 'bad-stream';
      return length === 0 && (flags & frameFlag.padded) !== 0 ? 'bad-length' : undefined;
    case frameType.headers:
    case frameType.pushPromise:
      if (stream === 0) return 'bad-stream';
      return length > limit + besideFragment ? 'frame-too-large' : undefined;
    case frameType.reset:
      return stream === 0 ? 'bad-stream' : length === 4 ? undefined : 'bad-length';
    case frameType.settings:
      if (stream !== 0) return 'bad-stream';
      if (length % 6 !== 0 || (length > 0 && (flags & frameFlag.ack) !== 0)) return 'bad-length';
      return length > limit ? 'frame-too-large' : undefined;
    case frameType.ping:
      return stream !== 0 ? 'bad-stream' : length === 8 ? undefined : 'bad-length';
    case frameType.goAway:
      return stream !== 0 ? 'bad-stream' : length >= 8 ? undefined : 'bad-length';
    case frameType.windowUpdate:
      return length === 4 ? undefined : 'bad-length';
    default:
      return undefined;
  }
}
