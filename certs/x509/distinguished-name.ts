import { type Asn1, asn1 } from './asn1.js';

const commonNameOid = '2.5.4.3';
const organizationOid = '2.5.4.10';

/** A Name (RFC 5280 section 4.1.2.4) of a common name and, where given, an organization; both at most 64 characters. */
export function distinguishedName(commonName: string, organization?: string): Asn1 {
  const parts = [attribute(commonNameOid, commonName)];
  if (organization !== undefined) parts.push(attribute(organizationOid, organization));
  return asn1.sequence(...parts);
}

function attribute(oid: string, text: string): Asn1 {
  return asn1.set(asn1.sequence(asn1.oid(oid), asn1.utf8(text)));
}
