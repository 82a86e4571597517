import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { ClientCertificate } from '../proxy-options.js';

/**
 * What is wrong with a client certificate, for whoever configured it; `undefined` when it can be shown to origins. Quotes nothing of the
 * texts. Whether an origin accepts it only the origin can say. `now` is epoch milliseconds. Never throws.
 */
export function checkClientCertificate({ chain, key, passphrase }: ClientCertificate, now = Date.now()): string | undefined {
  const secret = passphrase === undefined ? {} : { passphrase };
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(chain);
  } catch {
    return 'the certificate is not one in PEM (-----BEGIN CERTIFICATE-----)';
  }
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({ key, format: 'pem', ...secret });
  } catch (error) {
    if (!/ENCRYPTED/.test(key)) return 'the key is not a private key in PEM (-----BEGIN PRIVATE KEY-----)';
    return passphrase === undefined ? 'the key needs a passphrase' : `the passphrase does not open the key (${reasonOf(error)})`;
  }
  // A context takes a key of another kind without a word, and then shows nothing.
  if (!certificate.checkPrivateKey(privateKey)) return 'the key is not that of the certificate';
  try {
    createSecureContext({ cert: chain, key, ca: [], ...secret });
  } catch (error) {
    return `OpenSSL does not take the certificate and its chain (${reasonOf(error)})`;
  }
  if (Date.parse(certificate.validTo) < now) return `the certificate expired on ${dayOf(certificate.validTo)}`;
  if (Date.parse(certificate.validFrom) > now) return `the certificate is valid only from ${dayOf(certificate.validFrom)} on`;
  return undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'reason' in error && typeof error.reason === 'string' ? error.reason : 'no reason given';
}

function dayOf(time: string): string {
  return new Date(time).toISOString().slice(0, 10);
}
