import type { Region } from './region.js';
import type { OfferedCertificate } from './trust.js';

/** One end of a connection. `address` is an IP literal without brackets, as really dialled or accepted; `host` the name that led to it. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly host?: string;
  region?: Region;
  autonomousSystem?: AutonomousSystem;
}

/** Who announces an address, by a dated database. Not the country: that is {@link Region}. */
export interface AutonomousSystem {
  readonly asn: number;
  readonly organisation: string;
  /** Database and its date, e.g. `asn 2026-11-01`. */
  readonly source: string;
}

/** Encryption on the wire between device and origin. `cleartext`: anyone on the path can read it. */
export type Wire = 'cleartext' | 'tls';

export type Direction = 'client-to-server' | 'server-to-client';

/**
 * The way in: how the device handed us this connection.
 * - `connect`: CONNECT to the proxy; `absolute-form`: a request with a whole URL
 * - `socks5`: SOCKS5 CONNECT; `socks5-udp`: datagrams of a SOCKS5 UDP association to one destination
 * - `direct-tls`: TLS spoken straight to the port, routed by its SNI; `reverse`: to the one origin of `--reverse`
 * - `redirected`: sent our way by the firewall; its original destination was asked of the kernel
 */
export type Capture = 'connect' | 'absolute-form' | 'socks5' | 'socks5-udp' | 'direct-tls' | 'reverse' | 'redirected';

/** A fault that the tester asked for (`--fail-host`), so that fallbacks of the app can be seen. */
export type InjectedFault = 'refuse' | 'reset' | 'timeout' | 'tls';

/** A fault that the same device met shortly before a connection began. `time`: epoch milliseconds. */
export interface EarlierFault {
  readonly host: string;
  readonly fault: InjectedFault;
  readonly time: number;
}

/**
 * What became of a connection.
 * - `pending`: not classified yet (a tunnel in which nobody has spoken)
 * - `intercepted`: TLS, decrypted and observed
 * - `cleartext`: no TLS, observed
 * - `passthrough`: TLS relayed untouched because a list names the host
 * - `client-rejected`: the device refused our certificate
 * - `origin-failed`: the origin could not be reached, or its handshake or certificate failed
 * - `opaque`: relayed, but no observer understands the protocol
 */
export type Interception = 'pending' | 'intercepted' | 'cleartext' | 'passthrough' | 'client-rejected' | 'origin-failed' | 'opaque';

/** Why a connection failed. `alert` is a TLS AlertDescription (RFC 8446, section 6). */
export type FailureCause =
  | { readonly alert: number }
  | 'closed-in-handshake'
  | 'closed-before-first-byte'
  | 'timeout'
  | 'connection-refused'
  | 'unreachable'
  | 'name-not-resolved'
  | 'reset'
  | 'certificate-not-verified'
  | 'upstream-proxy-refused'
  | 'injected'
  | 'protocol-error';

/** One try to reach an address, in the order made (RFC 8305). Times are milliseconds after the first try began. */
export interface DialAttempt {
  readonly address: string;
  readonly port: number;
  readonly startedAfterMs: number;
  readonly outcome: 'connected' | 'abandoned' | { readonly failed: string };
}

/** One alias on the way from a name to its addresses (RFC 1034, section 3.6.2): names in lower case, without a final dot; `ttl` in seconds. */
export interface CnameLink {
  readonly name: string;
  readonly cname: string;
  readonly ttl: number;
}

/**
 * Why no chain is known to have led to the address dialled.
 * - `local-name`: a name that DNS is not asked for (one label, `localhost`, `.local`); `no-resolver`: nobody to ask
 * - `no-answer`: the resolvers were silent or not to be reached; `refused`: they answered with a failure
 * - `no-such-name`: DNS does not know the name, so the system got its address elsewhere; `malformed`: the answer made no sense
 * - `late`: no answer in the time that a connection waits for it; `busy`: too many names were asked for at once
 * - `other-addresses`: the address dialled is not in the answer; `overridden`: nor could it be, being a private one among public ones, or
 *   something else than the system resolved the name
 */
export type ChainUnknownCause =
  | 'local-name'
  | 'no-resolver'
  | 'no-answer'
  | 'refused'
  | 'no-such-name'
  | 'malformed'
  | 'late'
  | 'busy'
  | 'other-addresses'
  | 'overridden';

/**
 * How the name that was dialled became an address. The system's resolver decides what is dialled; a query of our own says by way of which
 * aliases. `source`: `dns` if the address dialled is in that query's answer, so that `chain` led to it; `system` if only the system's
 * resolver is known to have given it (hosts file, mDNS, a search list …): then `chainUnknown` is set, and of an answer with other addresses
 * `chain` is what DNS says of the name, not how this address came about. Times to live are in seconds, as the resolver gave them.
 */
export interface NameResolution {
  readonly name: string;
  readonly source: 'dns' | 'system';
  /** Address of the resolver that answered. */
  readonly resolver?: string;
  /** In order, from the name itself; empty when it is no alias, or nothing is known. At most sixteen. */
  readonly chain: readonly CnameLink[];
  /** At most 64. */
  readonly addresses: readonly { readonly address: string; readonly ttl: number }[];
  readonly chainUnknown?: ChainUnknownCause;
  /** The names that whoever holds the address dialled gives it (PTR, RFC 1035, section 3.3.12), at most eight: empty where it has none, absent where nobody said. */
  readonly pointers?: readonly string[];
}

/** The origin's certificate as presented, and whether it verified. Not the certificate shown to the device. */
export interface OriginCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256 of the DER, lower-case hex. */
  readonly fingerprint256: string;
  /** The hosts and addresses that it names (subject alternative names; RFC 9525), as written, at most 1,000. Absent when they could not be read. */
  readonly names?: readonly string[];
  readonly validTo: string;
  readonly verified: boolean;
  /** Node's verification error code, e.g. `CERT_HAS_EXPIRED`, when not verified. */
  readonly error?: string;
}

/** One certificate of a chain, as presented. `fingerprint256` is the SHA-256 of its DER, lower-case hex. */
export interface ChainLink {
  readonly subject: string;
  readonly issuer: string;
  readonly fingerprint256: string;
}

/**
 * What a device's ClientHello says of it (RFC 8446, section 4.1.2), beside what is negotiated. `ja4` is a fingerprint of the TLS stack:
 * the same for all connections of one library in one setting, whatever the host.
 */
export interface ClientHelloFacts {
  readonly ja4: string;
  /** ALPN protocols offered, in order. */
  readonly alpn: readonly string[];
  /** Highest version offered, as OpenSSL names it. */
  readonly protocolVersion?: string;
  /** Encrypted Client Hello was offered (or greased): the SNI may be a cover. */
  readonly encryptedClientHello: boolean;
}

/** Facts of one TLS leg. `protocolVersion` as Node and OpenSSL name it: `TLSv1.3`. */
export interface TlsLeg {
  readonly protocolVersion: string;
  readonly cipher: string;
  readonly alpn?: string;
}

/** Both TLS legs of an intercepted connection. Top-level version and ALPN are those of the origin's leg. */
export interface ConnectionTls {
  readonly serverName?: string;
  readonly origin?: TlsLeg;
  readonly device?: TlsLeg;
  readonly certificate?: OriginCertificate;
  /** The origin's chain as Node built it, leaf first, at most ten; its root may come from the trust store. */
  readonly chain?: readonly ChainLink[];
  readonly hello?: ClientHelloFacts;
  /** The ruleset names a client certificate for this origin, which was there to be shown. Whether the origin asked, Node does not tell. */
  readonly clientCertificate?: 'presented';
}

/**
 * One transport connection of the device, with both endpoints as really dialled. Mutable while it lives: the relay fills in
 * what it learns. Not an HTTP exchange, of which it may carry many.
 */
export interface Connection {
  readonly id: string;
  readonly capture: Capture;
  /** `udp`: datagrams between one device socket and one destination. Absent: TCP. */
  readonly transport?: 'udp';
  readonly client: Endpoint;
  /** Epoch milliseconds. */
  readonly startedDateTime: number;
  /** The dialled origin; absent while dialling and when no address could be reached. */
  server?: Endpoint;
  attempts: DialAttempt[];
  /** What the device asked for in CONNECT or SOCKS5, host without brackets. Absent on the absolute-form path and where it named nothing. */
  connectTarget?: { readonly host: string; readonly port: number };
  /** What was to be dialled for the device, by name where it gave one. Absent until then. */
  dialTarget?: { readonly host: string; readonly port: number };
  /**
   * How the dialled name became an address; of a device that asked for an address, how the name in its ClientHello leads there. Absent where
   * nothing but an address was named, behind an upstream proxy, and until it is known.
   */
  resolution?: NameResolution;
  tls?: ConnectionTls;
  /** `undefined` until classified. */
  wire?: Wire;
  interception: Interception;
  failureCause?: FailureCause;
  /** Set when the connection left through an upstream proxy: then `server` is the proxy and its place proves nothing. */
  upstreamProxy?: string;
  /** Protocol as an observer or classifier knew it, e.g. `http/1.1`, `h2`, `mqtt`, `quic`, `dns`, `stun`, `rtp`; absent when unknown. */
  protocol?: string;
  /** Set when the tester asked for this connection to fail: what follows is the app's answer to that. */
  injectedFault?: InjectedFault;
  /** The last fault of the minute before this connection, of the same device: this may be its fallback. */
  readonly earlierFault?: EarlierFault;
  /** The wrong certificate that a trust run offered on this connection: nothing of it was relayed. */
  offeredCertificate?: OfferedCertificate;
  /** Served by Plainsight itself (the onboarding pages): not part of the tested app's traffic. */
  internal?: boolean;
  bytesFromClient: number;
  bytesFromServer: number;
}
