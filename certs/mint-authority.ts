import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { asn1 } from './x509/asn1.js';
import { certificatePem } from './x509/certificate-pem.js';
import { distinguishedName } from './x509/distinguished-name.js';
import { extensions } from './x509/extensions.js';
import { keyIdentifier } from './x509/key-identifier.js';
import { signCertificate } from './x509/sign-certificate.js';

const day = 86_400_000;

/**
 * A self-signed root for this key, as PEM: `CN=Plainsight CA (<hostname> <id>), O=Plainsight`, where the ID is of the key, so
 * that two CAs on one device can be told apart. Ten years, backdated two days for devices whose clock is slow. Of extensions only
 * what iOS and Android ask of a root: basicConstraints, keyUsage, subjectKeyIdentifier.
 */
export function mintAuthority(key: KeyObject, hostname: string, now: number): string {
  const publicKeyInfo = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const id = createHash('sha256').update(publicKeyInfo).digest('hex').slice(0, 8);
  const subject = distinguishedName(`Plainsight CA (${[shownHostname(hostname), id].filter(Boolean).join(' ')})`, 'Plainsight');
  const notBefore = now - 2 * day;
  const der = signCertificate(
    {
      issuer: subject,
      subject,
      notBefore,
      notAfter: notBefore + 3650 * day,
      publicKeyInfo: asn1.splice(publicKeyInfo),
      extensions: [extensions.authority(), extensions.usageOfAuthority(), extensions.subjectKeyIdentifier(keyIdentifier(publicKeyInfo))],
    },
    key,
  );
  return certificatePem(der);
}

/** A common name holds 64 characters, 26 of which are taken. */
function shownHostname(hostname: string): string {
  return hostname.replace(/[^\w.-]/g, '').slice(0, 38);
}
