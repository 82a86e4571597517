import { createHash, createPrivateKey, generateKeyPair, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { assertNever, type OfferedCertificate, type WrongCertificate } from '../model/index.js';
import type { CertificateAuthority } from './certificate-authority.js';
import type { Leaf } from './leaf.js';
import { leafIssuer } from './leaf-issuer.js';
import { leafKey } from './leaf-key.js';
import { mintAuthority } from './mint-authority.js';
import { certificateParts } from './x509/certificate-parts.js';

/** A leaf that no client may accept for the host it is shown for, and what it says of itself. */
export interface WrongLeaf extends Leaf {
  readonly offered: OfferedCertificate;
}

/** A name that is nobody's (RFC 6761, section 6.4), hence never the host that was asked for. */
export const wrongHost = 'wrong-host.plainsight.invalid';

/**
 * Makes the leaves of a trust run, each wrong in one way only and otherwise as good as ours:
 *
 * - `untrusted`: for the host, of a CA made now, whose key is forgotten with the process and which is sent along
 * - `expired`: for the host, of our CA, ended thirty days ago
 * - `wrong-host`: of our CA, valid, for {@link wrongHost}
 * - `self-signed`: for the host, signed by its own key
 *
 * Takes as long as an RSA key takes to make; a leaf then takes under two milliseconds. What is kept is bounded as for `leafIssuer`. The
 * function never throws, whatever the name. `now`: milliseconds since 1970.
 */
export async function createWrongLeaves(
  authority: CertificateAuthority,
  now: () => number = Date.now,
): Promise<(kind: WrongCertificate, name: string) => WrongLeaf> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const strangerPem = mintAuthority(privateKey, 'untrusted', now());
  const stranger = new X509Certificate(strangerPem);
  const strangerLeafFor = leafIssuer({
    ...certificateParts(stranger.raw),
    privateKey,
    notBefore: Date.parse(stranger.validFrom),
    notAfter: Date.parse(stranger.validTo),
    chainPem: strangerPem,
    now,
  });
  const selfSignedLeafFor = leafIssuer({
    selfSigned: true,
    subjectDer: Buffer.of(0x30, 0x00),
    keyIdentifier: leafKey().keyIdentifier,
    privateKey: createPrivateKey(leafKey().pem),
    notBefore: Number.NEGATIVE_INFINITY,
    notAfter: Number.POSITIVE_INFINITY,
    chainPem: '',
    now,
  });
  const leafFor = (kind: WrongCertificate, name: string): Leaf => {
    switch (kind) {
      case 'untrusted':
        return strangerLeafFor(name);
      case 'expired':
        return authority.expiredLeafFor(name);
      case 'wrong-host':
        return authority.leafFor(wrongHost);
      case 'self-signed':
        return selfSignedLeafFor(name);
      default:
        return assertNever(kind);
    }
  };
  return (kind, name) => {
    const leaf = leafFor(kind, name);
    return { ...leaf, offered: describe(kind, leaf) };
  };
}

function describe(kind: WrongCertificate, { certificatePem }: Leaf): OfferedCertificate {
  const { subject, issuer, raw, validFrom, validTo } = new X509Certificate(certificatePem);
  return {
    kind,
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    fingerprint256: createHash('sha256').update(raw).digest('hex'),
    validFrom: new Date(validFrom).toISOString(),
    validTo: new Date(validTo).toISOString(),
  };
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
