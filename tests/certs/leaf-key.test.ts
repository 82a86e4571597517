import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { leafKey } from '../../certs/leaf-key.js';
import { asn1 } from '../../certs/x509/asn1.js';

describe('leafKey', () => {
  it('is one P-256 key, whose public half goes into certificates as OpenSSL writes it', () => {
    const key = createPrivateKey(leafKey().pem);
    expect(key.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(asn1.encode(leafKey().publicKeyInfo)).toEqual(createPublicKey(key).export({ type: 'spki', format: 'der' }));
    expect(leafKey()).toBe(leafKey());
    expect(leafKey().keyIdentifier).toHaveLength(20);
  });
});
