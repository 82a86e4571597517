import type { GapReason } from '../../../model/index.js';

/** Why a connection cannot be read as HTTP/1 beyond doubt from some byte on. */
export type FramingFault =
  | 'bad-start-line'
  | 'bad-version'
  | 'whitespace-in-target'
  | 'bad-status'
  | 'bare-lf'
  | 'bare-cr'
  | 'control-character'
  | 'line-folding'
  | 'empty-name'
  | 'whitespace-in-name'
  | 'bad-name'
  | 'missing-colon'
  | 'head-too-large'
  | 'trailers-too-large'
  | 'bad-content-length'
  | 'differing-content-lengths'
  | 'length-and-transfer-encoding'
  | 'transfer-encoding-in-http-1.0'
  | 'bad-transfer-encoding'
  | 'last-coding-not-chunked'
  | 'content-in-connect'
  | 'bad-chunk-size'
  | 'chunk-size-overflow'
  | 'chunk-not-terminated'
  | 'bytes-after-close'
  | 'unexpected-switch'
  | 'too-many-waiting'
  | 'too-much-held'
  | 'nested-too-deep';

/** What a fault is as a gap; the detail is for people and the same for all traffic, so that it can hold no value. */
export const framingFaults: Readonly<Record<FramingFault, { readonly reason: GapReason; readonly detail: string }>> = {
  'bad-start-line': ambiguous('the start line is not one of HTTP/1'),
  'bad-version': ambiguous('the HTTP version is neither 1.0 nor 1.1'),
  'whitespace-in-target': ambiguous('the request target contains white space'),
  'bad-status': ambiguous('the status code is not three digits'),
  'bare-lf': ambiguous('a line ends with a bare LF'),
  'bare-cr': ambiguous('a line contains a bare CR'),
  'control-character': ambiguous('a control character in the head'),
  'line-folding': ambiguous('a header line is folded (obs-fold)'),
  'empty-name': ambiguous('a header line without a name'),
  'whitespace-in-name': ambiguous('white space in a header name or before its colon'),
  'bad-name': ambiguous('a character that is not allowed in a header name'),
  'missing-colon': ambiguous('a header line without a colon'),
  'head-too-large': ambiguous('the head is larger than the limit'),
  'trailers-too-large': ambiguous('the trailer section is larger than the limit'),
  'bad-content-length': ambiguous('Content-Length is not a number, or too large for one'),
  'differing-content-lengths': ambiguous('several Content-Length values that differ'),
  'length-and-transfer-encoding': ambiguous('both Content-Length and Transfer-Encoding'),
  'transfer-encoding-in-http-1.0': ambiguous('Transfer-Encoding in an HTTP/1.0 message'),
  'bad-transfer-encoding': ambiguous('Transfer-Encoding is empty, names chunked twice or not last, or cannot be parsed'),
  'last-coding-not-chunked': ambiguous('the last transfer coding is not chunked'),
  'content-in-connect': ambiguous('a CONNECT request with content'),
  'bad-chunk-size': ambiguous('a chunk size is missing or not hexadecimal'),
  'chunk-size-overflow': ambiguous('a chunk size is too large for a number'),
  'chunk-not-terminated': ambiguous('chunk data is not followed by CR LF'),
  'bytes-after-close': ambiguous('bytes after a response that closes the connection'),
  'unexpected-switch': ambiguous('a 101 response to a request that did not ask for it'),
  'too-many-waiting': exhausted('more requests wait for a response than the limit'),
  'too-much-held': exhausted('more bytes than the limit while a CONNECT or Upgrade was undecided'),
  'nested-too-deep': exhausted('too many tunnels inside each other'),
};

function ambiguous(detail: string): { reason: GapReason; detail: string } {
  return { reason: 'ambiguous-framing', detail };
}

function exhausted(detail: string): { reason: GapReason; detail: string } {
  return { reason: 'budget-exhausted', detail };
}
