import type { RequestHead, ResponseHead } from '../../../model/index.js';
import { FieldLines } from './field-lines.js';
import type { FramingFault } from './framing-fault.js';
import { readRequestLine, readStatusLine } from './read-start-line.js';

export type HeadKind = 'request' | 'response';

export interface ParsedRequest {
  readonly kind: 'request';
  readonly request: RequestHead;
  readonly fields: FieldLines;
}

export interface ParsedResponse {
  readonly kind: 'response';
  readonly response: ResponseHead;
  readonly fields: FieldLines;
}

export type ParsedHead = ParsedRequest | ParsedResponse;

/** Reads `bytes[from, to)`: a start line and its header lines, each with its CR LF, without the empty line that ends the head. */
export function readHead(kind: HeadKind, bytes: Buffer, from: number, to: number): ParsedHead | FramingFault {
  const line = kind === 'request' ? readRequestLine(bytes, from) : readStatusLine(bytes, from);
  if (typeof line === 'string') return line;
  const fields = new FieldLines();
  const fault = fields.read(bytes, line.next, to);
  if (fault !== undefined) return fault;
  const { version } = line;
  const { headers } = fields;
  return line.kind === 'request'
    ? { kind: 'request', request: { method: line.method, target: line.target, version, headers }, fields }
    : { kind: 'response', response: { status: line.status, reason: line.reason, version, headers }, fields };
}

/**
 * Looks for a fault in the lines of a section that have come whole before its end has, so that what is not HTTP does not have
 * to fill the limit first. Finds the same fault as reading the whole would. `kind` is undefined when only header lines are left.
 */
export function checkLines(kind: HeadKind | undefined, bytes: Buffer, from: number, to: number): FramingFault | undefined {
  if (kind === undefined) return new FieldLines().read(bytes, from, to);
  const head = readHead(kind, bytes, from, to);
  return typeof head === 'string' ? head : undefined;
}
