import type { KeyObject } from 'node:crypto';
import { assertNever } from '../model/index.js';
import type { Leaf } from './leaf.js';
import { leafKey } from './leaf-key.js';
import { type LeafName, leafName } from './leaf-name.js';
import { type Asn1, asn1 } from './x509/asn1.js';
import type { CertificateParts } from './x509/certificate-parts.js';
import { certificatePem } from './x509/certificate-pem.js';
import { distinguishedName } from './x509/distinguished-name.js';
import { extensions } from './x509/extensions.js';
import { signCertificate } from './x509/sign-certificate.js';

const day = 86_400_000;
const lifetime = 45 * day;
const backdating = 2 * day;
const longestCommonName = 64;

/** What leaves are made with. Times in milliseconds since 1970. */
export interface LeafIssuerOptions extends CertificateParts {
  readonly privateKey: KeyObject;
  readonly notBefore: number;
  readonly notAfter: number;
  /** PEM of the certificates that a device needs between the leaf and its trusted root; empty for a root. */
  readonly chainPem: string;
  readonly now: () => number;
  /** Each leaf names itself as its issuer: `privateKey` is then the leaves' own, and `subjectDer` is not used. */
  readonly selfSigned?: boolean;
  /** How many leaves are kept. */
  readonly capacity?: number;
}

interface Kept {
  readonly leaf: Leaf;
  readonly from: number;
  readonly until: number;
}

/**
 * Makes `leafFor`: a leaf for any name, 45 days from two days ago, within the CA's own time. Leaves are kept (the 1,000 used last)
 * and made anew when less than a day is left, or when the clock was set back before their start. It never throws on a name.
 */
export function leafIssuer(options: LeafIssuerOptions): (name: string) => Leaf {
  const { capacity = 1_000 } = options;
  const kept = new Map<string, Kept>();
  const issuer = asn1.splice(options.subjectDer);
  const shared = leafKey();
  const always = [
    extensions.notAuthority(),
    extensions.usageOfLeaf(),
    extensions.serverAuth(),
    extensions.subjectKeyIdentifier(shared.keyIdentifier),
    extensions.authorityKeyIdentifier(options.keyIdentifier),
  ];

  function issue(name: LeafName, now: number): Kept {
    const notBefore = Math.max(now - backdating, options.notBefore);
    const notAfter = Math.min(wholeSecond(now + lifetime), options.notAfter);
    const subject = distinguishedName(commonName(name));
    const der = signCertificate(
      {
        issuer: options.selfSigned ? subject : issuer,
        subject,
        notBefore,
        notAfter,
        publicKeyInfo: shared.publicKeyInfo,
        extensions: [...always, alternativeName(name)],
      },
      options.privateKey,
    );
    const leaf = { certificatePem: certificatePem(der) + options.chainPem, keyPem: shared.pem, notAfter };
    // A leaf that ends with its CA cannot be bettered by making it anew.
    return { leaf, from: notBefore, until: notAfter === options.notAfter ? Number.POSITIVE_INFINITY : notAfter - day };
  }

  return (given) => {
    const now = options.now();
    // A name that is a key needs no reading: most are, and reading one costs more than all the rest of a hit.
    const name = kept.has(given) ? undefined : leafName(given);
    const key = name?.key ?? given;
    let entry = kept.get(key);
    if (entry === undefined || now > entry.until || now < entry.from) entry = issue(name ?? leafName(given), now);
    kept.delete(key);
    kept.set(key, entry);
    if (kept.size > capacity) {
      const oldest = kept.keys().next().value;
      if (oldest !== undefined) kept.delete(oldest);
    }
    return entry.leaf;
  };
}

function alternativeName(name: LeafName): Asn1 {
  switch (name.kind) {
    case 'dns':
    case 'unnameable':
      return extensions.dnsName(name.name);
    case 'ip':
      return extensions.ipAddress(name.address);
    default:
      return assertNever(name);
  }
}

/** The whole name is in the SAN; a shortened one ends in dots, so that it can never be another host's name. */
function commonName(name: LeafName): string {
  return name.key.length <= longestCommonName ? name.key : `${name.key.slice(0, longestCommonName - 3)}...`;
}

function wholeSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000) * 1_000;
}
