import { assertNever } from '../model/index.js';
import type { CertificateAuthority } from './certificate-authority.js';
import type { Exported } from './exported.js';
import { androidNsc } from './formats/android-nsc.js';
import { mobileconfig } from './formats/mobileconfig.js';

/** The forms in which devices and app builds take a CA. */
export const exportFormats = ['pem', 'der', 'mobileconfig', 'android-nsc'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The CA, never its key, in the form a device or an app build takes. `android-nsc` holds no certificate: it needs `pem` beside it. */
export function exportAuthority(
  authority: Pick<CertificateAuthority, 'certificatePem' | 'certificateDer' | 'subject' | 'fingerprint256'>,
  format: ExportFormat,
): Exported {
  switch (format) {
    case 'pem':
      return { fileName: 'plainsight-ca.pem', contentType: 'application/x-pem-file', bytes: Buffer.from(authority.certificatePem) };
    case 'der':
      // Android, iOS and Windows offer to install what comes under this type.
      return { fileName: 'plainsight-ca.cer', contentType: 'application/x-x509-ca-cert', bytes: Buffer.from(authority.certificateDer) };
    case 'mobileconfig':
      return {
        fileName: 'plainsight-ca.mobileconfig',
        contentType: 'application/x-apple-aspen-config',
        bytes: Buffer.from(mobileconfig(authority)),
      };
    case 'android-nsc':
      return { fileName: 'network_security_config.xml', contentType: 'application/xml', bytes: Buffer.from(androidNsc(authority)) };
    default:
      return assertNever(format);
  }
}
