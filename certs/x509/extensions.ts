import { type Asn1, asn1 } from './asn1.js';

/** The certificate extensions (RFC 5280 section 4.2) that Plainsight writes. */
export const extensions = {
  authority: (): Asn1 => extension('2.5.29.19', true, asn1.sequence(asn1.true())),
  notAuthority: (): Asn1 => extension('2.5.29.19', true, asn1.sequence()),
  /** keyCertSign (bit 5) and cRLSign (bit 6). */
  usageOfAuthority: (): Asn1 => extension('2.5.29.15', true, asn1.bits(Uint8Array.of(0b0000_0110), 1)),
  /** digitalSignature (bit 0). */
  usageOfLeaf: (): Asn1 => extension('2.5.29.15', true, asn1.bits(Uint8Array.of(0b1000_0000), 7)),
  serverAuth: (): Asn1 => extension('2.5.29.37', false, asn1.sequence(asn1.oid('1.3.6.1.5.5.7.3.1'))),
  subjectKeyIdentifier: (identifier: Uint8Array): Asn1 => extension('2.5.29.14', false, asn1.octets(identifier)),
  authorityKeyIdentifier: (identifier: Uint8Array): Asn1 => extension('2.5.29.35', false, asn1.sequence(asn1.implicit(0, identifier))),
  /** `dNSName`: ASCII, as `leafName` makes it. */
  dnsName: (name: string): Asn1 => extension('2.5.29.17', false, asn1.sequence(asn1.implicit(2, Buffer.from(name, 'latin1')))),
  /** `iPAddress`: 4 or 16 bytes. */
  ipAddress: (address: Uint8Array): Asn1 => extension('2.5.29.17', false, asn1.sequence(asn1.implicit(7, address))),
} as const;

function extension(oid: string, critical: boolean, value: Asn1): Asn1 {
  const octets = asn1.octets(asn1.encode(value));
  return critical ? asn1.sequence(asn1.oid(oid), asn1.true(), octets) : asn1.sequence(asn1.oid(oid), octets);
}
