/** A certificate's DER as PEM (RFC 7468), 64 characters a line, ending in a line feed. */
export function certificatePem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}
