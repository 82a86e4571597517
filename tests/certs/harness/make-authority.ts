import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Asn1, asn1 } from '../../../certs/x509/asn1.js';
import { certificatePem } from '../../../certs/x509/certificate-pem.js';
import { distinguishedName } from '../../../certs/x509/distinguished-name.js';
import { extensions } from '../../../certs/x509/extensions.js';
import { keyIdentifier } from '../../../certs/x509/key-identifier.js';
import { signCertificate } from '../../../certs/x509/sign-certificate.js';

/** The moment at which tests take place, in milliseconds since 1970. */
export const testNow = Date.UTC(2030, 0, 15, 12);
const day = 86_400_000;

export interface MadeAuthority {
  readonly certificate: X509Certificate;
  readonly pem: string;
  readonly key: KeyObject;
}

export interface MakeOptions {
  readonly key?: KeyObject;
  readonly subject?: Asn1;
  readonly issuer?: MadeAuthority & { readonly subject: Asn1 };
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly extensions?: readonly Asn1[];
}

export function rsaKey(modulusLength = 2048): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength }).privateKey;
}

/** A CA like those that companies have: any subject, any time, any extensions, self-signed or not. */
export function makeAuthority(options: MakeOptions = {}): MadeAuthority {
  const key = options.key ?? rsaKey();
  const subject = options.subject ?? distinguishedName('Test Root', 'Example');
  const publicKeyInfo = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const der = signCertificate(
    {
      issuer: options.issuer?.subject ?? subject,
      subject,
      notBefore: options.notBefore ?? testNow - 30 * day,
      notAfter: options.notAfter ?? testNow + 365 * day,
      publicKeyInfo: asn1.splice(publicKeyInfo),
      extensions: options.extensions ?? [
        extensions.authority(),
        extensions.usageOfAuthority(),
        extensions.subjectKeyIdentifier(keyIdentifier(publicKeyInfo)),
      ],
    },
    options.issuer?.key ?? key,
  );
  return { certificate: new X509Certificate(der), pem: certificatePem(der), key };
}

/** Puts a pair into `folder` the way users keep theirs; gives the options that name it. */
export function writePair(
  folder: string,
  { pem, key }: Pick<MadeAuthority, 'pem' | 'key'>,
  keyType: 'pkcs1' | 'pkcs8' = 'pkcs8',
): { certFile: string; keyFile: string } {
  const certFile = join(folder, 'company.crt');
  const keyFile = join(folder, 'company.key');
  writeFileSync(certFile, pem);
  writeFileSync(keyFile, key.export({ type: keyType, format: 'pem' }), { mode: 0o600 });
  return { certFile, keyFile };
}
