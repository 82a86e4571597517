import type { ClientHelloFacts } from '../../../model/index.js';

/** What UDP datagrams between two endpoints can be known as. */
export type DatagramProtocol = 'quic' | 'dns' | 'stun' | 'rtp' | 'rtcp' | 'dtls' | 'ntp';

/** What the datagrams of one connection are, as far as their first ones say. Each datagram is looked at again when it is observed. */
export interface Decided {
  readonly kind: 'decided';
  /** `tls`: QUIC or DTLS beyond doubt. */
  readonly wire: 'cleartext' | 'tls';
  /** `cleartext`: read as what it is. `opaque`: encrypted, possibly encrypted (SRTP looks like RTP), or nobody knows. */
  readonly interception: 'cleartext' | 'opaque';
  /** Absent: none that we know. */
  readonly protocol?: DatagramProtocol;
  /** From the ClientHello of QUIC or DTLS: lower case, without a trailing dot. */
  readonly serverName?: string;
  readonly alpn?: readonly string[];
  /** What is recorded of the ClientHello of QUIC or DTLS. Absent: none was read. */
  readonly hello?: ClientHelloFacts;
  /**
   * It has the form of the protocol, but no packet was authenticated (or the version is none we can open). So nothing is left out: its
   * datagrams are told and searched as well.
   */
  readonly unproven?: true;
}
