import type { RequestHead, ResponseHead } from '../../../model/index.js';

/** What of a head decides how its body, or what follows it, is read. */
export interface HeadFacts {
  contentType: string | undefined;
  contentEncoding: string | undefined;
  /** Payload bytes as announced, where that is a plain number. */
  contentLength: number | undefined;
  /** RFC 8441: what an extended CONNECT asks for. */
  protocol: string | undefined;
}

const version = 'HTTP/2';

/**
 * Makes a request's head of a list of fields (RFC 9113, section 8.3.1), which it takes over. `:method` and `:path` become method
 * and target, all other fields stay, pseudo-header fields too; so do second ones, which no client sends. The target of a plain CONNECT
 * is its `:authority`. A request without one of them has it empty: whether its peer takes it is not for us to say.
 */
export function readRequestHead(list: string[], facts: HeadFacts): RequestHead {
  let method: string | undefined;
  let path: string | undefined;
  let authority = '';
  let to = 0;
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = list[at]!;
    const value = list[at + 1]!;
    if (name.charCodeAt(0) === 0x3a) {
      if (name === ':method' && method === undefined) {
        method = value;
        continue;
      }
      if (name === ':path' && path === undefined) {
        path = value;
        continue;
      }
      if (name === ':authority') authority = value;
      else if (name === ':protocol') facts.protocol ??= value;
    } else pick(facts, name, value);
    list[to] = name;
    list[to + 1] = value;
    to += 2;
  }
  list.length = to;
  return { method: method ?? '', target: path ?? authority, version, headers: list };
}

/** The same for a response; undefined when it has no status of three digits. HTTP/2 knows no reason. */
export function readResponseHead(list: string[], facts: HeadFacts): ResponseHead | undefined {
  let status = 0;
  let to = 0;
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = list[at]!;
    const value = list[at + 1]!;
    if (status === 0 && name === ':status') {
      status = statusOf(value);
      continue;
    }
    pick(facts, name, value);
    list[to] = name;
    list[to + 1] = value;
    to += 2;
  }
  list.length = to;
  return status === 0 ? undefined : { status, reason: '', version, headers: list };
}

export function noFacts(): HeadFacts {
  return { contentType: undefined, contentEncoding: undefined, contentLength: undefined, protocol: undefined };
}

function pick(facts: HeadFacts, name: string, value: string): void {
  switch (name.length) {
    case 12:
      if (name === 'content-type') facts.contentType ??= value;
      return;
    case 14:
      if (name === 'content-length') facts.contentLength ??= plainNumber(value);
      return;
    case 16:
      if (name === 'content-encoding')
        facts.contentEncoding = facts.contentEncoding === undefined ? value : `${facts.contentEncoding},${value}`;
      return;
  }
}

function statusOf(value: string): number {
  const status = value.length === 3 ? plainNumber(value) : undefined;
  return status === undefined || status < 100 ? 0 : status;
}

function plainNumber(digits: string): number | undefined {
  let number = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return digits.length === 0 || number > Number.MAX_SAFE_INTEGER ? undefined : number;
}
