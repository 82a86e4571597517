import type { Interception, Wire } from '../model/index.js';

/** A connection as it is stored: flat, redacted. Times are epoch milliseconds; `endedDateTime` is null while it lives. */
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
}
