import { describe, expect, it } from 'vitest';
import { asn1 } from '../../../certs/x509/asn1.js';
import { extensions } from '../../../certs/x509/extensions.js';

/** OBJECT IDENTIFIER, BOOLEAN where critical, OCTET STRING, as RFC 5280 section 4.1 has them. */
describe('extensions', () => {
  it.each([
    ['authority', extensions.authority(), '300f 0603551d13 0101ff 0405 30030101ff'],
    ['notAuthority', extensions.notAuthority(), '300c 0603551d13 0101ff 0402 3000'],
    ['usageOfAuthority', extensions.usageOfAuthority(), '300e 0603551d0f 0101ff 0404 03020106'],
    ['usageOfLeaf', extensions.usageOfLeaf(), '300e 0603551d0f 0101ff 0404 03020780'],
    ['serverAuth', extensions.serverAuth(), '3013 0603551d25 040c 300a06082b06010505070301'],
    ['subjectKeyIdentifier', extensions.subjectKeyIdentifier(Uint8Array.of(1, 2)), '300b 0603551d0e 0404 04020102'],
    ['authorityKeyIdentifier', extensions.authorityKeyIdentifier(Uint8Array.of(1, 2)), '300d 0603551d23 0406 300480020102'],
    ['dnsName', extensions.dnsName('a.b'), '300e 0603551d11 0407 30058203612e62'],
    ['ipAddress', extensions.ipAddress(Uint8Array.of(127, 0, 0, 1)), '300f 0603551d11 0408 300687047f000001'],
  ])('%s', (_, node, hex) => {
    expect(asn1.encode(node).toString('hex')).toBe(hex.replaceAll(' ', ''));
  });
});
