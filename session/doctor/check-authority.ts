import type { CertificateAuthority } from '../../certs/index.js';
import type { Finding } from './setup-check.js';

const day = 86_400_000;
/** Days before its end in which a CA is warned of: devices need time to get a new one. */
const warningDays = 30;

/** A CA that was opened, so that it is fit to mint with, or is not there yet. */
export function checkAuthority(authority: CertificateAuthority | 'missing', now: number): Finding {
  if (authority === 'missing') {
    return {
      state: 'note',
      found: 'not made yet: the first start makes it',
      next: 'plainsight start, then install it on the device: open http://plainsight.test/ there',
    };
  }
  const { subject, certificateFile, notAfter, fingerprint256 } = authority;
  const found = `${subject}, until ${new Date(notAfter).toISOString().slice(0, 10)}\n${certificateFile}\nSHA-256 ${fingerprint256}`;
  const left = Math.floor((notAfter - now) / day);
  if (left >= warningDays) return { state: 'ok', found };
  return { state: 'warning', found: `${found}\nends in ${left} days`, next: 'plainsight ca rotate (devices must then trust the new one)' };
}
