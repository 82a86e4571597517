import type { GapReason } from '../../../model/index.js';
import { type HpackFault, hpackFaults } from '../hpack/hpack-fault.js';

/** Why a connection cannot be read as HTTP/2 beyond doubt from some byte on (RFC 9113, section 5.4.1). */
export type Http2Fault = HpackFault | FrameFault | StreamFault;

/** What is wrong with a frame by itself. */
export type FrameFault =
  | 'no-preface'
  | 'no-settings'
  | 'bad-length'
  | 'bad-padding'
  | 'bad-stream'
  | 'section-interrupted'
  | 'unexpected-continuation'
  | 'frame-too-large';

/** What is wrong with a frame in the place where it came. */
export type StreamFault = 'idle-stream' | 'data-before-head' | 'head-without-status' | 'unfinished-trailers' | 'unexpected-push';

/** What a fault is as a gap; the detail holds no value. */
export const http2Faults: Readonly<Record<Http2Fault, { readonly reason: GapReason; readonly detail: string }>> = {
  ...hpackFaults,
  'no-preface': ambiguous('the connection preface is not one of HTTP/2'),
  'no-settings': ambiguous('the first frame is not SETTINGS'),
  'bad-length': ambiguous('a frame is too short or too long for its type'),
  'bad-padding': ambiguous('a padding is longer than its frame'),
  'bad-stream': ambiguous('a frame is on a stream on which its type must not be'),
  'section-interrupted': ambiguous('another frame comes between those of a field section'),
  'unexpected-continuation': ambiguous('a CONTINUATION that continues nothing'),
  'frame-too-large': { reason: 'budget-exhausted', detail: 'a field section or SETTINGS is larger than what is kept' },
  'idle-stream': ambiguous('a frame is on a stream that nobody has opened'),
  'data-before-head': ambiguous('content comes before a head'),
  'head-without-status': ambiguous('a response has no status'),
  'unfinished-trailers': ambiguous('a second head on a stream does not end it'),
  'unexpected-push': ambiguous('a PUSH_PROMISE by the client, or for a stream that cannot be promised'),
};

function ambiguous(detail: string): { readonly reason: GapReason; readonly detail: string } {
  return { reason: 'ambiguous-framing', detail };
}
