import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWrongLeaves, wrongHost } from '../../certs/wrong-leaves.js';
import { wrongCertificates } from '../../model/index.js';
import fc from '../harness/fast-check.js';
import { testAuthority } from '../harness/test-authorities.js';
import { hasCommand } from './harness/has-command.js';
import { temporaryFolder } from './harness/temporary-folder.js';

const day = 86_400_000;
const authority = testAuthority('device');
const ca = new X509Certificate(authority.certificatePem);
const leafFor = await createWrongLeaves(authority);
const host = 'api.example.com';
const certificateFor = (kind: (typeof wrongCertificates)[number], name = host) => new X509Certificate(leafFor(kind, name).certificatePem);

describe('a wrong leaf', () => {
  it('of an untrusted CA is right in all but its CA, which is sent along and calls itself untrusted', () => {
    const leaf = leafFor('untrusted', host);
    const blocks = leaf.certificatePem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    const [certificate, stranger] = blocks.map((pem) => new X509Certificate(pem));
    expect(blocks).toHaveLength(2);
    expect(certificate?.verify(stranger!.publicKey)).toBe(true);
    expect(certificate?.verify(ca.publicKey)).toBe(false);
    expect(certificate?.checkHost(host)).toBe(host);
    expect(Date.parse(certificate!.validTo)).toBeGreaterThan(Date.now() + day);
    expect([stranger?.ca, stranger?.subject]).toEqual([true, expect.stringContaining('Plainsight CA (untrusted ')]);
    expect(stranger?.fingerprint256).not.toBe(ca.fingerprint256);
  });

  it('that has expired is right in all but its time: of our CA, for the host', () => {
    const certificate = certificateFor('expired');
    expect([certificate.verify(ca.publicKey), certificate.checkIssued(ca), certificate.checkHost(host)]).toEqual([true, true, host]);
    const ended = Date.now() - Date.parse(certificate.validTo);
    expect(ended).toBeGreaterThan(29 * day);
    expect(ended).toBeLessThan(31 * day);
    expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBeLessThanOrEqual(47 * day);
  });

  it('for another host is right in all but its name', () => {
    const certificate = certificateFor('wrong-host');
    expect([certificate.verify(ca.publicKey), certificate.checkHost(host), certificate.checkHost(wrongHost)]).toEqual([
      true,
      undefined,
      wrongHost,
    ]);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + day);
  });

  it('that signs itself is for the host, its own issuer, and signed by its own key', () => {
    const certificate = certificateFor('self-signed');
    expect([certificate.issuer, certificate.verify(certificate.publicKey)]).toEqual([certificate.subject, true]);
    expect([certificate.ca, certificate.checkHost(host), certificate.verify(ca.publicKey)]).toEqual([false, host, false]);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + day);
  });

  it('exists for addresses and for names of more than 64 characters', () => {
    const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.example`;
    for (const kind of wrongCertificates) {
      if (kind === 'wrong-host') continue;
      expect(certificateFor(kind, '192.0.2.7').checkIP('192.0.2.7')).toBe('192.0.2.7');
      expect(certificateFor(kind, '2001:db8::7').checkIP('2001:db8::7')).toBeDefined();
      expect(certificateFor(kind, long).checkHost(long)).toBe(long);
    }
    const certificate = certificateFor('self-signed', long);
    expect([certificate.issuer, certificate.verify(certificate.publicKey)]).toEqual([certificate.subject, true]);
  });

  it('says of itself what it was, with the fingerprint that others show', () => {
    for (const kind of wrongCertificates) {
      const { offered } = leafFor(kind, host);
      const certificate = certificateFor(kind);
      expect(offered).toEqual({
        kind,
        subject: kind === 'wrong-host' ? `CN=${wrongHost}` : `CN=${host}`,
        issuer: certificate.issuer.replace('\n', ', '),
        fingerprint256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
        validFrom: new Date(certificate.validFrom).toISOString(),
        validTo: new Date(certificate.validTo).toISOString(),
      });
    }
  });

  it('never throws, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...wrongCertificates), (name, kind) => {
        expect(leafFor(kind, name).certificatePem).toContain('BEGIN CERTIFICATE');
      }),
      { numRuns: 60 },
    );
  });

  it('is kept: the same name gives the same certificate', () => {
    for (const kind of wrongCertificates) expect(leafFor(kind, host).offered).toEqual(leafFor(kind, host).offered);
  });
});

describe.runIf(hasCommand('openssl', 'version'))('by the word of OpenSSL', () => {
  const verify = (kind: (typeof wrongCertificates)[number]) => {
    const folder = temporaryFolder();
    const file = join(folder, 'leaf.pem');
    writeFileSync(file, leafFor(kind, host).certificatePem);
    const { stdout, stderr } = spawnSync(
      'openssl',
      ['verify', '-x509_strict', '-verify_hostname', host, '-CAfile', authority.certificateFile, file],
      {
        encoding: 'utf8',
      },
    );
    return `${stdout}${stderr}`;
  };

  it.each([
    ['untrusted', /unable to get local issuer certificate/],
    ['expired', /certificate has expired/],
    ['wrong-host', /hostname mismatch/],
    ['self-signed', /self[- ]signed certificate/],
  ] as const)('%s is wrong in this way, and in no other', (kind, flaw) => {
    const said = verify(kind);
    expect(said).toMatch(flaw);
    expect(said.match(/error \d+ at/g)).toHaveLength(1);
  });
});
