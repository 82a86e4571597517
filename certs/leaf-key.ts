import { generateKeyPairSync } from 'node:crypto';
import { type Asn1, asn1 } from './x509/asn1.js';
import { keyIdentifier } from './x509/key-identifier.js';

/** The key that all leaves share, in the forms in which they need it. */
export interface LeafKey {
  readonly pem: string;
  readonly publicKeyInfo: Asn1;
  readonly keyIdentifier: Buffer;
}

let shared: LeafKey | undefined;

/** One P-256 key a process, made on first use: a key of its own for each leaf would cost more than the leaf and protect nothing. */
export function leafKey(): LeafKey {
  shared ??= generate();
  return shared;
}

function generate(): LeafKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  // node-forge knows no elliptic curves, so the SubjectPublicKeyInfo goes in as OpenSSL wrote it.
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeyInfo: asn1.splice(der),
    keyIdentifier: keyIdentifier(der),
  };
}
