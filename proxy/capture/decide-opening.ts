import { assertNever } from '../../model/index.js';
import { classify } from '../protocols/index.js';
import type { Decision } from '../relay/first-bytes.js';
import { type ClientHello, clientHelloLimit, readClientHello } from '../tls/client-hello.js';

/**
 * What a device opens a tunnel with. `unreadable-tls`: TLS, but its ClientHello is malformed, endless or never finished. `unfinished`:
 * the start of a word that may become HTTP or MQTT yet.
 */
export type Opening =
  | { readonly kind: 'tls'; readonly hello: ClientHello }
  | { readonly kind: 'unreadable-tls' }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'http1' }
  | { readonly kind: 'http2-preface' }
  | { readonly kind: 'mqtt' }
  | { readonly kind: 'opaque' };

/** Decides from all bytes that a device has sent so far. CONNECT does not mean TLS. */
export function decideOpening(bytes: Buffer): Decision<Opening> {
  const kind = classify('client-to-server', bytes);
  switch (kind) {
    case 'undecided':
      return { done: false };
    case 'tls': {
      const reading = readClientHello(bytes);
      switch (reading.kind) {
        case 'complete':
          return { done: true, value: { kind: 'tls', hello: reading.hello } };
        case 'incomplete':
          return bytes.length < clientHelloLimit ? { done: false } : { done: true, value: { kind: 'unreadable-tls' } };
        case 'malformed':
          return { done: true, value: { kind: 'unreadable-tls' } };
        default:
          return assertNever(reading);
      }
    }
    case 'http1':
    case 'http2-preface':
    case 'mqtt':
    case 'opaque':
      return { done: true, value: { kind } };
    default:
      return assertNever(kind);
  }
}

/** What half an opening counts as once its time is over. */
export function settleOpening(bytes: Buffer): Opening {
  return { kind: looksLikeTls(bytes) ? 'unreadable-tls' : 'unfinished' };
}

/** A word that is neither TLS nor yet HTTP may be all that the device says before the origin answers: it is not held for long. */
const patience = 500;

/** Milliseconds that an opening may take to become whole, by its first bytes; `limit` is that of a TLS handshake. */
export function openingDeadline(bytes: Buffer, limit: number): number {
  return looksLikeTls(bytes) ? limit : Math.min(patience, limit);
}

function looksLikeTls(bytes: Buffer): boolean {
  return bytes[0] === 0x16;
}
