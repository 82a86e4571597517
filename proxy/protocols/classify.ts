import type { Direction } from '../../model/index.js';

/** What speaks in a tunnel. `undecided`: more bytes are needed; never after {@link longestUndecided} of them. */
export type Classification = 'tls' | 'http1' | 'http2-preface' | 'mqtt' | 'opaque' | 'undecided';

const preface = 'PRI * HTTP/2.0\r\n';
const longestMethod = 32;
const targetStarts = ['/', 'http://', 'https://', '* http/1.'];
const mqttNames = ['\0\x04MQTT', '\0\x06MQIsdp'] as const;
/** Bytes after which a classification is certain: two empty lines, a method, and the start of a target. */
export const longestUndecided = 4 + longestMethod + 1 + 9;

/**
 * Says from the first bytes of one direction of a tunnel who speaks in it: a TLS record (RFC 8446, section 5.1), an HTTP/1
 * request line (RFC 9112, section 3), the HTTP/2 preface (RFC 9113, section 3.4), a CONNECT of MQTT (MQTT 5.0, section 3.1), or something
 * else. Whoever first settles it counts: all of the protocols we read begin with the client, so a server that speaks first is `opaque`.
 * Not a check that the message is well-formed: that is the observer's.
 *
 * @param bytes everything that has arrived in that direction so far
 */
export function classify(direction: Direction, bytes: Buffer): Classification {
  if (bytes.length === 0) return 'undecided';
  if (direction === 'server-to-client') return 'opaque';
  if (bytes[0] === 0x16) {
    if (bytes.length === 1) return 'undecided';
    return bytes[1] === 0x03 ? 'tls' : 'opaque';
  }
  if (bytes[0] === 0x10) return classifyConnect(bytes);
  return classifyText(bytes.toString('latin1', 0, longestUndecided));
}

/** The fixed header of CONNECT, then the protocol's name behind its length: `MQTT`, or `MQIsdp` of version 3.1. */
function classifyConnect(bytes: Buffer): Classification {
  let at = 1;
  while (at < 5 && at < bytes.length && bytes[at]! >= 0x80) at += 1;
  if (at === 5) return 'opaque';
  const name = bytes.toString('latin1', at + 1, at + 1 + mqttNames[1].length);
  if (mqttNames.some((known) => name.startsWith(known))) return 'mqtt';
  return mqttNames.some((known) => known.startsWith(name)) ? 'undecided' : 'opaque';
}

function classifyText(text: string): Classification {
  if (text.startsWith(preface)) return 'http2-preface';
  if (preface.startsWith(text)) return 'undecided';
  // RFC 9112, section 2.2: empty lines before a request line are ignored.
  const start = text.startsWith('\r\n\r\n') ? 4 : text.startsWith('\r\n') ? 2 : 0;
  const rest = text.slice(start);
  if (start < 4 && '\r\n'.startsWith(rest)) return 'undecided';
  let end = 0;
  while (end < rest.length && isTokenCode(rest.charCodeAt(end))) end += 1;
  if (end > longestMethod) return 'opaque';
  if (end === rest.length) return 'undecided';
  if (end === 0 || rest[end] !== ' ') return 'opaque';
  return classifyTarget(rest.slice(0, end), rest.slice(end + 1).toLowerCase());
}

function classifyTarget(method: string, target: string): Classification {
  if (target === '') return 'undecided';
  // Authority-form has no mark of its own, but only CONNECT uses it.
  if (method === 'CONNECT' && isAuthorityCode(target.charCodeAt(0))) return 'http1';
  if (targetStarts.some((start) => target.startsWith(start))) return 'http1';
  return targetStarts.some((start) => start.startsWith(target)) ? 'undecided' : 'opaque';
}

function isAuthorityCode(code: number): boolean {
  return code === 0x5b || isTokenCode(code);
}

/** RFC 9110, section 5.6.2: tchar. */
function isTokenCode(code: number): boolean {
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39)) return true;
  return code < 0x80 && "!#$%&'*+-.^_`|~".includes(String.fromCharCode(code));
}
