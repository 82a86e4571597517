import type { TrustEvidence } from '../../model/index.js';
import type { Scrub } from './scrubber.js';

/** Names in a certificate and in a request are names of hosts, which may hold planted values. The certificate's other parts are our own making. */
export function redactTrust({ certificate, firstBytes }: TrustEvidence, scrub: Scrub): TrustEvidence {
  const clean = (text: string | null): string | null => (text === null ? null : scrub.text(text));
  return {
    certificate: { ...certificate, subject: scrub.text(certificate.subject), issuer: scrub.text(certificate.issuer) },
    firstBytes: firstBytes && { ...firstBytes, method: clean(firstBytes.method), host: clean(firstBytes.host) },
  };
}
