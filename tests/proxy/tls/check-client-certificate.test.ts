import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkClientCertificate } from '../../../proxy/tls/check-client-certificate.js';
import { selfSigned } from '../../harness/self-signed.js';
import { testAuthority } from '../../harness/test-authorities.js';

const { certificatePem: chain, keyPem: key } = testAuthority('origin').leafFor('client.test');
const pem = (object: KeyObject, passphrase?: string) =>
  String(object.export({ type: 'pkcs8', format: 'pem', ...(passphrase ? { cipher: 'aes-256-cbc', passphrase } : {}) }));
const locked = pem(createPrivateKey(key), 'sesame');

describe('checkClientCertificate', () => {
  it.each([
    ['a pair', { chain, key }],
    ['a pair with an intermediate', { chain: chain + testAuthority('origin').certificatePem, key }],
    ['a locked key with its passphrase', { chain, key: locked, passphrase: 'sesame' }],
    ['a passphrase that is not needed', { chain, key, passphrase: 'sesame' }],
  ])('has nothing against %s', (_name, certificate) => {
    expect(checkClientCertificate(certificate)).toBeUndefined();
  });

  it.each([
    ['no certificate', { chain: '', key }, 'not one in PEM'],
    ['a key for a certificate', { chain: key, key }, 'not one in PEM'],
    ['a certificate for a key', { chain, key: chain }, 'not a private key in PEM'],
    ['an empty key', { chain, key: '' }, 'not a private key in PEM'],
    ['a key of another certificate', { chain, key: selfSigned.key }, 'not that of the certificate'],
    [
      'a key of another kind',
      { chain, key: pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey) },
      'not that of the certificate',
    ],
    ['a locked key alone', { chain, key: locked }, 'needs a passphrase'],
    // OpenSSL’s reason depends on chance: one wrong passphrase in 256 leaves what looks like padding.
    ['a wrong passphrase', { chain, key: locked, passphrase: 'open' }, 'the passphrase does not open the key ('],
    ['a broken chain', { chain: `${chain}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`, key }, 'OpenSSL does not take'],
  ])('says what is wrong with %s, and quotes nothing of it', (_name, certificate, problem) => {
    const text = checkClientCertificate(certificate);
    expect(text).toContain(problem);
    expect(text).not.toMatch(/MII|sesame|open\b.*open\b|\n/);
  });

  it('knows when it may be used', () => {
    const year = 365 * 24 * 3_600_000;
    expect(checkClientCertificate({ chain, key }, Date.now() + year)).toMatch(/^the certificate expired on \d{4}-\d\d-\d\d$/);
    expect(checkClientCertificate({ chain, key }, Date.now() - year)).toMatch(/^the certificate is valid only from \d{4}-\d\d-\d\d on$/);
  });
});
