import { assertNever } from '../../model/index.js';
import type { TryOutcome } from './try-outcome.js';

/** How often a device did what when it was offered one wrong certificate of one host. `alert` is the last one that it sent. */
export interface Tally {
  readonly tries: number;
  readonly data: number;
  readonly silent: number;
  /** Alerts that speak of the certificate. */
  readonly certificateAlerts: number;
  readonly otherAlerts: number;
  readonly closed: number;
  readonly failed: number;
  readonly alert?: number;
}

export const emptyTally: Tally = { tries: 0, data: 0, silent: 0, certificateAlerts: 0, otherAlerts: 0, closed: 0, failed: 0 };

/**
 * Alerts that a peer sends over a certificate and nothing else (RFC 8446, section 6.2): bad_certificate, unsupported_certificate,
 * certificate_revoked, certificate_expired, certificate_unknown, unknown_ca, access_denied.
 */
const ofCertificates = new Set([42, 43, 44, 45, 46, 48, 49]);

/** The tally with one more outcome. What the end of the run interrupted is no try. */
export function addOutcome(tally: Tally, outcome: TryOutcome): Tally {
  const tries = tally.tries + 1;
  switch (outcome.kind) {
    case 'data':
      return { ...tally, tries, data: tally.data + 1 };
    case 'silent':
      return { ...tally, tries, silent: tally.silent + 1 };
    case 'alert': {
      const { alert } = outcome;
      return ofCertificates.has(alert)
        ? { ...tally, tries, alert, certificateAlerts: tally.certificateAlerts + 1 }
        : { ...tally, tries, alert, otherAlerts: tally.otherAlerts + 1 };
    }
    case 'closed':
      return { ...tally, tries, closed: tally.closed + 1 };
    case 'failed':
      return { ...tally, tries, failed: tally.failed + 1 };
    case 'interrupted':
      return tally;
    default:
      return assertNever(outcome);
  }
}
