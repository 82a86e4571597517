import type { Capture, ChainLink, InjectedFault, Interception, NameResolution, Wire } from '../model/index.js';

/**
 * A connection as it is stored: flat, redacted. Times are epoch milliseconds; `endedDateTime` is null while it lives. What a connection
 * does not have is null, and so is what a record of an earlier version did not keep.
 */
export interface ConnectionRecord {
  readonly id: string;
  readonly startedDateTime: number;
  readonly endedDateTime: number | null;
  readonly client: string | null;
  readonly host: string | null;
  readonly sni: string | null;
  readonly connectTarget: string | null;
  readonly serverAddress: string | null;
  readonly serverPort: number | null;
  readonly countryIsoCode: string | null;
  readonly wire: Wire | null;
  readonly interception: Interception;
  /** `alert 48`, or the name of the cause. */
  readonly failureCause: string | null;
  readonly alpn: string | null;
  /** Weaker leg's protocol version. */
  readonly tls: string | null;
  /** SHA-256 of the origin's certificate, hex. */
  readonly certificateFingerprint: string | null;
  readonly bytesFromClient: number;
  readonly bytesFromServer: number;
  readonly exchanges: number;
  /** The way in. */
  readonly capture: Capture | null;
  readonly transport: 'tcp' | 'udp' | null;
  readonly clientPort: number | null;
  readonly protocol: string | null;
  readonly asn: number | null;
  readonly injectedFault: InjectedFault | null;
  /** Fingerprint of the device's TLS stack. */
  readonly ja4: string | null;
  /** The device's ClientHello had the extension for Encrypted Client Hello: offered, or greased. */
  readonly encryptedClientHello: boolean | null;
  readonly originTls: string | null;
  readonly originCipher: string | null;
  readonly deviceTls: string | null;
  readonly deviceCipher: string | null;
  /** The origin's certificates, leaf first. */
  readonly chain: readonly ChainLink[] | null;
  /** A client certificate was at hand for the origin. */
  readonly clientCertificate: 'presented' | null;
  /** How the dialled name became the address. */
  readonly resolution: NameResolution | null;
  /** The run was not about it (`scope`): no rule judged it. */
  readonly outOfScope: boolean | null;
}
