import type { Connection } from '../../model/index.js';
import {
  createDnsStreamObserver,
  createHttp1Observer,
  createHttp2Observer,
  createMqttObserver,
  createOpaqueObserver,
  type Observer,
  type ObserverContext,
} from '../protocols/index.js';
import { createSniffingObserver } from '../relay/sniffing-observer.js';
import type { Authority } from './parse-authority.js';

type CreateObserver = (context: ObserverContext) => Observer;

/** By ALPN protocol ID (RFC 7301, and IANA's registry). Those that are text, or whose text stands in them as it is, are told by their first bytes. */
const byAlpn: Readonly<Record<string, CreateObserver>> = {
  'http/1.0': createHttp1Observer,
  'http/1.1': createHttp1Observer,
  h2: createHttp2Observer,
  mqtt: createMqttObserver,
  dot: createDnsStreamObserver,
  'acme-tls/1': createSniffingObserver,
  ftp: createSniffingObserver,
  imap: createSniffingObserver,
  irc: createSniffingObserver,
  managesieve: createSniffingObserver,
  nntp: createSniffingObserver,
  pop3: createSniffingObserver,
  postgresql: createSniffingObserver,
  'stun.turn': createSniffingObserver,
  'xmpp-client': createSniffingObserver,
  'xmpp-server': createSniffingObserver,
};

/** DNS over TLS (RFC 7858) has an ALPN ID that few use, and a port that all do. */
const dnsOverTlsPort = 853;

/** Who observes a connection out of its TLS, by what the origin chose to speak. */
export function decryptedObserver({ tls, internal, interception }: Connection, target: Authority): CreateObserver {
  const alpn = tls?.origin?.alpn ?? tls?.device?.alpn;
  if (internal) return createHttp1Observer;
  if (alpn === undefined)
    return target.port === dnsOverTlsPort && interception === 'intercepted' ? createDnsStreamObserver : createSniffingObserver;
  return byAlpn[alpn] ?? unsupported(`the connection speaks ${printable(alpn)}, for which there is no observer`);
}

/** A stream that is searched as bytes, and a gap besides. */
export function unsupported(detail: string): CreateObserver {
  return (observing) => createOpaqueObserver(observing, { gap: { reason: 'unsupported-protocol', detail } });
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 40);
}
