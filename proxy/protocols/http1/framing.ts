import type { FieldLines } from './field-lines.js';
import type { FramingFault } from './framing-fault.js';
import type { ParsedRequest, ParsedResponse } from './read-head.js';

/**
 * Where a message's body ends (RFC 9112, section 6.3). `coded`: a transfer coding other than chunked lies over the payload,
 * so its end is certain but its content is not undone.
 */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked'; readonly coded: boolean }
  | { readonly kind: 'until-close'; readonly coded: boolean };

const none: Framing = { kind: 'none' };
const chunked: Framing = { kind: 'chunked', coded: false };
const untilClose: Framing = { kind: 'until-close', coded: false };
const knownCodings = new Set(['gzip', 'x-gzip', 'deflate', 'compress', 'x-compress']);

export function requestFraming({ request, fields }: ParsedRequest): Framing | FramingFault {
  const length = contentLength(fields);
  if (typeof length === 'string') return length;
  if (request.method === 'CONNECT') {
    return fields.transferEncoding !== undefined || (length ?? 0) > 0 ? 'content-in-connect' : none;
  }
  if (fields.transferEncoding !== undefined) {
    const framing = transferFraming(fields.transferEncoding, length, request.version);
    if (typeof framing === 'string') return framing;
    return framing.kind === 'until-close' ? 'last-coding-not-chunked' : framing;
  }
  return length === undefined || length === 0 ? none : { kind: 'length', length };
}

/** @param method that of the request it answers; undefined when there was none (then it is read as the answer to a GET) */
export function responseFraming({ response, fields }: ParsedResponse, method: string | undefined): Framing | FramingFault {
  const { status } = response;
  const length = contentLength(fields);
  if (typeof length === 'string') return length;
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return none;
  if (fields.transferEncoding !== undefined) return transferFraming(fields.transferEncoding, length, response.version);
  if (length === undefined) return untilClose;
  return length === 0 ? none : { kind: 'length', length };
}

function transferFraming(value: string, length: number | undefined, version: string): Framing | FramingFault {
  if (length !== undefined) return 'length-and-transfer-encoding';
  if (version === 'HTTP/1.0') return 'transfer-encoding-in-http-1.0';
  if (value === 'chunked') return chunked;
  const codings = value.split(',').map((coding) => coding.trim().toLowerCase());
  const last = codings.pop();
  if (codings.includes('chunked') || codings.includes('') || codings.includes('identity')) return 'bad-transfer-encoding';
  if (last === 'chunked') return codings.length === 0 ? chunked : { kind: 'chunked', coded: true };
  if (last === '' || last === undefined) return 'bad-transfer-encoding';
  return knownCodings.has(last) ? { kind: 'until-close', coded: true } : 'last-coding-not-chunked';
}

/** RFC 9110, section 8.6: digits only; repeats are allowed when they are the same. */
function contentLength(fields: FieldLines): number | undefined | FramingFault {
  const value = fields.contentLength;
  if (value === undefined) return undefined;
  if (value.includes(',')) {
    const [first, ...others] = value.split(',').map((part) => part.trim());
    if (others.some((other) => other !== first)) return 'differing-content-lengths';
    return parseLength(first ?? '');
  }
  return parseLength(value);
}

function parseLength(digits: string): number | FramingFault {
  let length = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const code = digits.charCodeAt(at) - 0x30;
    if (code < 0 || code > 9) return 'bad-content-length';
    length = length * 10 + code;
    if (length > Number.MAX_SAFE_INTEGER) return 'bad-content-length';
  }
  return digits.length === 0 ? 'bad-content-length' : length;
}
