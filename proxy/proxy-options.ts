import type { Socket } from 'node:net';
import type { CertificateAuthority } from '../certs/index.js';
import type { Connection, InjectedFault } from '../model/index.js';
import type { Authority } from './capture/parse-authority.js';
import type { ObserverSink } from './protocols/index.js';
import type { TrustRun } from './trust/trust-run.js';
import type { UpstreamChooser } from './upstream/upstream-proxy.js';

/** What the proxy tells of connections. Calls are synchronous. Should one throw, that is told as a `fault`, and no relay suffers by it. */
export interface ProxyEvents {
  /** A connection was classified and its origin dialled (or that failed): `connection.interception` and `server` are known. Called once. */
  opened(connection: Connection): void;
  /**
   * By way of which aliases its name led to its server is being asked: `resolution` is set once `settled` resolves, as it soon does. Called
   * before `opened`, if at all, and only where `aliasWait` says that it matters. What is told meanwhile should be judged after it.
   */
  named?(connection: Connection, settled: Promise<void>): void;
  /** It is over. Called once, after `opened` and after the observer's last message. */
  closed(connection: Connection): void;
  /** Where messages, exchanges and gaps of this connection go. */
  sink(connection: Connection): ObserverSink;
  /** A device that this run had not seen before connected (IP literal). */
  deviceSeen?(address: string): void;
  /** An exception that should not have been, out of these calls or an observer: the run's record may lack something. Default: a process warning. */
  fault?(error: unknown): void;
}

export interface ProxyOptions {
  /** Interface to listen on, and port (0: any free one). */
  readonly host: string;
  readonly port: number;
  readonly authority: CertificateAuthority;
  /** PEM certificates that origins are verified against: all of them, nothing is added. */
  readonly trustedRoots: readonly string[];
  /** Those of them that Node does not trust by itself: its own are read once and shared. Absent where it may trust others than `trustedRoots`. */
  readonly rootsBeyondNode?: readonly string[];
  /** Hosts whose TLS is relayed unread. */
  readonly passthrough: (host: string) => boolean;
  /** Hosts whose certificate need not verify. */
  readonly insecureOrigin: (host: string) => boolean;
  /** Device addresses that may use the proxy. */
  readonly clientAllowed: (address: string) => boolean;
  readonly upstream: UpstreamChooser;
  /** Ports on loopback that serve names of our own (the onboarding pages), by host name. */
  readonly localHosts: ReadonlyMap<string, number>;
  /** Own ports that must not be reached through the proxy (control endpoint, dashboard). */
  readonly ownPorts: () => ReadonlySet<number>;
  readonly events: ProxyEvents;
  /** Most device connections at once; further ones are answered 503. */
  readonly maxConnections?: number;
  /** Milliseconds without a byte in either direction after which a connection is ended. */
  readonly idleLimit?: number;
  /** Milliseconds for name resolution, dialling and the upstream proxy's answer together. */
  readonly dialTimeout?: number;
  /** Milliseconds for each TLS handshake. */
  readonly handshakeTimeout?: number;
  /** Hosts that may be spoken to in TLS 1.0 and 1.1. Default: none. */
  readonly legacyTlsOrigin?: (host: string) => boolean;
  /** What to show an origin that asks for a client certificate. Default: nothing. */
  readonly clientCertificate?: (host: string) => ClientCertificate | undefined;
  /** Gets every line of an SSLKEYLOGFILE (both legs, with its line end). Default: secrets are not exported. */
  readonly keyLog?: (line: Buffer) => void;
  /** A fault to make instead of dialling this host. Asked for every connection. */
  readonly faultFor?: (target: Authority) => InjectedFault | undefined;
  /** User name and password that SOCKS5 clients must give (RFC 1929). Default: none are asked for, any are taken. */
  readonly socksCredentials?: { readonly username: string; readonly password: string };
  /** Where direct TLS and requests in origin form go, whatever they name. Default: TLS goes by SNI; origin form is ours. */
  readonly reverse?: ReverseTarget;
  /** The original destination of a connection that the firewall redirected here; undefined for others. Default: none is. */
  readonly originalDestination?: (socket: Socket) => Authority | undefined;
  /** Offers devices wrong certificates, to find out who takes them. Default: nobody is offered one. */
  readonly trust?: TrustRun;
  /** Replaces the system's name resolution (tests, demo). */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /**
   * Resolvers that are asked by way of which aliases a name leads to its addresses (`192.0.2.1`, `[2001:db8::1]:53`). Default: the system's;
   * nobody, where `resolve` stands in for it.
   */
  readonly nameServers?: readonly string[];
  /**
   * Milliseconds after dialling until that answer counts as `late`, where rules depend on it. Nothing is held up but judging. Default: 0, and it
   * is noted when it comes.
   */
  readonly aliasWait?: number;
  /** Rules depend on the names that addresses themselves have (PTR), too: they are waited for as well. Default: no. */
  readonly needsPointers?: boolean;
}

/** PEM texts. `chain` may hold intermediates behind the certificate. */
export interface ClientCertificate {
  readonly chain: string;
  readonly key: string;
  readonly passphrase?: string;
}

/** An origin that stands in for whatever a device of the reverse proxy asks. */
export interface ReverseTarget {
  readonly scheme: 'http' | 'https';
  readonly authority: Authority;
}

/** The proxy could not start. `message` says what to do next. */
export class ProxyStartError extends Error {
  override readonly name = 'ProxyStartError';

  constructor(
    message: string,
    readonly failure: 'port-taken' | 'address-not-available' | 'not-permitted' | 'other',
  ) {
    super(message);
  }
}
