/**
 * What can be wrong with a certificate that a trust run offers to a device:
 * - `untrusted`: signed by a CA that nobody has
 * - `expired`: signed by Plainsight's own CA, but ended
 * - `wrong-host`: signed by Plainsight's own CA, for another host
 * - `self-signed`: signed by nobody but itself
 */
export type WrongCertificate = 'untrusted' | 'expired' | 'wrong-host' | 'self-signed';

/** The rule that a trust run judges by, in every run that is one. */
export const trustRuleId = 'plainsight/certificate-not-validated';

/** All of them, in the order in which they are offered. */
export const wrongCertificates: readonly WrongCertificate[] = ['untrusted', 'expired', 'wrong-host', 'self-signed'];

/** A wrong certificate as it was offered. Times are RFC 3339, UTC; `fingerprint256` is the SHA-256 of its DER, lower-case hex. */
export interface OfferedCertificate {
  readonly kind: WrongCertificate;
  readonly subject: string;
  readonly issuer: string;
  readonly fingerprint256: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/**
 * What the first application data looks like that a device sent under a wrong certificate. None of it is kept. `length`: bytes that came before
 * the connection was closed; `method` and `host` only where the protocol has them and they could be read.
 */
export interface FirstBytes {
  readonly length: number;
  readonly protocol: 'http/1.1' | 'h2' | 'mqtt' | 'tls' | 'unknown';
  readonly method: string | null;
  readonly host: string | null;
}

/** What was offered on a connection of a trust run, and what the device sent under it: part of a finding's evidence. */
export interface TrustEvidence {
  readonly certificate: OfferedCertificate;
  /** Null when the device finished the handshake and sent nothing. */
  readonly firstBytes: FirstBytes | null;
}

/**
 * What a device did with one kind of wrong certificate of one host.
 * - `accepted`: it finished the handshake and sent application data: a violation
 * - `accepted-no-data`: it finished the handshake, stayed, and sent nothing
 * - `refused`: it broke off because of the certificate
 * - `undetermined`: it broke off, or the handshake failed, for a reason that need not be this flaw of the certificate
 * - `not-tried`: it was never offered it
 */
export type TrustResult = 'accepted' | 'accepted-no-data' | 'refused' | 'undetermined' | 'not-tried';

/**
 * What became of a host's good certificate, the one of every other run.
 * - `accepted`: the device sent application data under it
 * - `refused`: it did not take it: it pins its own, or does not trust the CA
 * - `unanswered`: it took it and sent nothing
 * - `origin-failed`: the origin could not be reached or verified, so that the device was never shown it
 * - `not-tried`: no connection came for it
 */
export type ControlResult = 'accepted' | 'refused' | 'unanswered' | 'origin-failed' | 'not-tried';

/** One host as one device's TLS library sees it. Names are redacted as in the record. */
export interface TrustCheck {
  readonly host: string;
  /** The device's address. */
  readonly client: string;
  /** Tells the TLS libraries of a device apart: the same for all connections of one of them, resumed or not. Twelve hex digits. */
  readonly stack: string;
  readonly control: ControlResult;
  readonly certificates: readonly TrustOutcome[];
}

/** `tries`: connections on which it was offered; `why`: what the device did, for people. */
export interface TrustOutcome {
  readonly certificate: WrongCertificate;
  readonly result: TrustResult;
  readonly tries: number;
  readonly why: string;
}

/** What a trust run adds to the end of a run. `untracked`: connections beyond the most hosts that are kept apart, which were not tested. */
export interface TrustSummary {
  readonly kinds: readonly WrongCertificate[];
  readonly checks: readonly TrustCheck[];
  readonly untracked: number;
}
