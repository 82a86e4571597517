import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { derPrivateKey } from '../../../rules/matchers/der-private-key.js';
import fc from '../../harness/fast-check.js';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('derPrivateKey', () => {
  it('knows a key by its first bytes, and its length', () => {
    const bytes = privateKey.export({ format: 'der', type: 'pkcs8' });
    expect(derPrivateKey(bytes)).toEqual({ note: 'PKCS#8 private key', length: bytes.length });
    expect(derPrivateKey(bytes.subarray(0, 48))?.length).toBe(bytes.length);
    expect(derPrivateKey(bytes.subarray(0, 39))).toBeUndefined();
  });

  it('knows no public key', () => {
    expect(derPrivateKey(publicKey.export({ format: 'der', type: 'spki' }))).toBeUndefined();
  });

  it('takes no random bytes, sequences included, for a key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 200 }), (bytes) => {
        if (bytes.length > 3) bytes.set([0x30, 0x82]);
        expect(derPrivateKey(bytes)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
