import { assertNever } from '../../../model/index.js';
import type { ClientHello } from '../../tls/client-hello-message.js';
import type { DatagramProtocol, Decided } from './decided.js';

/** What knowing the protocol says of wire and interception. `undefined`: nobody knows it. */
export function decidedBy(protocol: DatagramProtocol | undefined): Decided {
  switch (protocol) {
    case undefined:
      return { kind: 'decided', wire: 'cleartext', interception: 'opaque' };
    case 'quic':
    case 'dtls':
      return { kind: 'decided', wire: 'tls', interception: 'opaque', protocol };
    case 'rtp':
    case 'rtcp':
      return { kind: 'decided', wire: 'cleartext', interception: 'opaque', protocol };
    case 'dns':
    case 'stun':
    case 'ntp':
      return { kind: 'decided', wire: 'cleartext', interception: 'cleartext', protocol };
    default:
      return assertNever(protocol);
  }
}

/** The same with what the ClientHello gave away, if it was read. */
export function withHello(protocol: 'quic' | 'dtls', hello: ClientHello | undefined): Decided {
  if (hello === undefined) return decidedBy(protocol);
  const { serverName, alpn, facts } = hello;
  return {
    ...decidedBy(protocol),
    ...(serverName === undefined ? {} : { serverName }),
    ...(alpn === undefined ? {} : { alpn }),
    hello: facts,
  };
}
