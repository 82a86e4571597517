import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leafIssuer } from '../../certs/leaf-issuer.js';
import { asn1 } from '../../certs/x509/asn1.js';
import { certificateParts } from '../../certs/x509/certificate-parts.js';
import { extensions } from '../../certs/x509/extensions.js';
import { readDer, readDerChildren } from '../../certs/x509/read-der.js';
import fc from '../harness/fast-check.js';
import { hasCommand } from './harness/has-command.js';
import { type MadeAuthority, makeAuthority, rsaKey, testNow } from './harness/make-authority.js';
import { temporaryFolder } from './harness/temporary-folder.js';

const day = 86_400_000;
const key = rsaKey();
const authority = makeAuthority({ key });
const hasOpenssl = hasCommand('openssl', 'version');

function issuerOf(made: MadeAuthority, clock: { now: number } = { now: testNow }, capacity?: number) {
  return leafIssuer({
    ...certificateParts(made.certificate.raw),
    privateKey: made.key,
    notBefore: Date.parse(made.certificate.validFrom),
    notAfter: Date.parse(made.certificate.validTo),
    chainPem: '',
    now: () => clock.now,
    ...(capacity === undefined ? {} : { capacity }),
  });
}

const leafFor = issuerOf(authority);
const certificateFor = (name: string) => new X509Certificate(leafFor(name).certificatePem);

describe('a leaf', () => {
  it('is signed by the CA for one name, 45 days from two days ago', () => {
    const leaf = leafFor('api.example.com');
    const certificate = new X509Certificate(leaf.certificatePem);
    expect(certificate.verify(authority.certificate.publicKey)).toBe(true);
    expect(certificate.checkIssued(authority.certificate)).toBe(true);
    expect(certificate.subject).toBe('CN=api.example.com');
    expect(certificate.subjectAltName).toBe('DNS:api.example.com');
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(Date.parse(certificate.validFrom)).toBe(testNow - 2 * day);
    expect(Date.parse(certificate.validTo)).toBe(testNow + 45 * day);
    expect(leaf.notAfter).toBe(testNow + 45 * day);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  });

  it.each(['api.example.com', 'API.EXAMPLE.com', '127.0.0.1', '::1', '2001:db8::7', 'under_score.example'])('is good for %s', (name) => {
    const certificate = certificateFor(name);
    expect(/^[\d.]+$|:/.test(name) ? certificate.checkIP(name) : certificate.checkHost(name)).toBeDefined();
    expect(certificate.checkHost('other.example')).toBeUndefined();
  });

  it('keeps the whole of a long name in the SAN, and a common name of 64 characters that is nobody’s', () => {
    const name = `${'a'.repeat(57)}.bank.example.evil.example`;
    const certificate = certificateFor(name);
    expect(certificate.checkHost(name)).toBe(name);
    expect(certificate.subject).toBe(`CN=${name.slice(0, 61)}...`);
    expect(certificateFor(`${'b'.repeat(62)}.x`).subject).toBe(`CN=${'b'.repeat(62)}.x`);
  });

  it('exists for names that no certificate can state, and is good for nothing else', () => {
    for (const name of ['', '*.example', 'good.example\0.evil.example', 'x'.repeat(50_000)]) {
      const certificate = certificateFor(name);
      expect(certificate.verify(authority.certificate.publicKey)).toBe(true);
      expect(certificate.subjectAltName).toMatch(/^DNS:[0-9a-f]{32}\.unnameable\.invalid$/);
      expect(certificate.checkHost('good.example')).toBeUndefined();
      expect(certificate.checkHost('a.example')).toBeUndefined();
    }
  });

  it('names its issuer in the very bytes of a CA whose subject we would have written otherwise', () => {
    // BMPString, T61String and PrintableString, and an RDN of two attributes.
    const subject = asn1.sequence(
      asn1.set(
        asn1.sequence(asn1.oid('2.5.4.10'), asn1.splice(Buffer.from('1e04004100e9', 'hex'))),
        asn1.sequence(asn1.oid('2.5.4.11'), asn1.splice(Buffer.from('140461e96263', 'hex'))),
      ),
      asn1.set(asn1.sequence(asn1.oid('2.5.4.3'), asn1.splice(Buffer.from('13024341', 'hex')))),
    );
    const made = makeAuthority({
      key,
      subject,
      extensions: [extensions.authority(), extensions.subjectKeyIdentifier(Buffer.from('0badcafe', 'hex'))],
    });
    const { raw } = new X509Certificate(issuerOf(made)('a.example').certificatePem);
    const tbs = readDerChildren(raw, readDer(raw, 0, raw.length))[0];
    const issuer = tbs && readDerChildren(raw, tbs)[3];
    expect(issuer && raw.subarray(issuer.start, issuer.end)).toEqual(asn1.encode(subject));
    expect(raw.includes(asn1.encode(extensions.authorityKeyIdentifier(Buffer.from('0badcafe', 'hex'))))).toBe(true);
  });

  it('never outlives its CA, nor starts before it', () => {
    const made = makeAuthority({ key, notBefore: testNow - 3_600_000, notAfter: testNow + 3_600_000 });
    const issue = issuerOf(made);
    const certificate = new X509Certificate(issue('a.example').certificatePem);
    expect(certificate.validFrom).toBe(made.certificate.validFrom);
    expect(certificate.validTo).toBe(made.certificate.validTo);
    // Less than a day is left, but a new one would not be better.
    expect(issue('a.example')).toBe(issue('a.example'));
  });

  it('names itself as its issuer where each is to sign itself', () => {
    const issue = leafIssuer({
      selfSigned: true,
      subjectDer: Buffer.of(0x30, 0x00),
      keyIdentifier: Buffer.of(1),
      privateKey: key,
      notBefore: 0,
      notAfter: testNow + 365 * day,
      chainPem: '',
      now: () => testNow,
    });
    for (const name of ['a.example', 'b.example']) {
      const certificate = new X509Certificate(issue(name).certificatePem);
      expect([certificate.subject, certificate.issuer]).toEqual([`CN=${name}`, `CN=${name}`]);
    }
  });

  it('is made of any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(certificateFor(name).verify(authority.certificate.publicKey)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it.skipIf(!hasOpenssl)('passes openssl verify -x509_strict (needs openssl of Debian package openssl)', () => {
    const folder = temporaryFolder();
    const caFile = join(folder, 'ca.pem');
    const leafFile = join(folder, 'leaf.pem');
    writeFileSync(caFile, authority.pem);
    for (const [name, option, value] of [
      ['api.example.com', '-verify_hostname', 'api.example.com'],
      ['Bücher.example', '-verify_hostname', 'xn--bcher-kva.example'],
      ['10.0.0.7', '-verify_ip', '10.0.0.7'],
      ['[2001:db8::7]', '-verify_ip', '2001:db8::7'],
    ] as const) {
      writeFileSync(leafFile, leafFor(name).certificatePem);
      const time = String(testNow / 1_000);
      const strict = ['verify', '-x509_strict', '-attime', time, '-purpose', 'sslserver', '-CAfile', caFile];
      const run = spawnSync('openssl', [...strict, option, value, leafFile], { encoding: 'utf8' });
      expect(`${run.stdout}${run.stderr}`).toBe(`${leafFile}: OK\n`);
      expect(spawnSync('openssl', [...strict, '-verify_hostname', 'wrong.example', leafFile]).status).not.toBe(0);
    }
  });
});

describe('the leaves that are kept', () => {
  it('are the same for all spellings of a name', () => {
    expect(leafFor('Same.Example.')).toBe(leafFor('same.example'));
    expect(leafFor('[::0:5]')).toBe(leafFor('::5'));
  });

  it('are made anew when less than a day is left, or when the clock was set back before their start', () => {
    const clock = { now: testNow };
    const issue = issuerOf(authority, clock);
    const first = issue('a.example');
    clock.now = testNow + 44 * day;
    expect(issue('a.example')).toBe(first);
    clock.now += 1;
    const second = issue('a.example');
    expect(second).not.toBe(first);
    expect(second.notAfter).toBe(testNow + 89 * day);
    clock.now = testNow - day;
    expect(issue('a.example')).not.toBe(second);
    clock.now = Number.NaN;
    expect(() => issue('a.example')).not.toThrow();
  });

  it('are bounded, and those used last stay', () => {
    const issue = issuerOf(authority, undefined, 2);
    const a = issue('a.example');
    const b = issue('b.example');
    expect(issue('a.example')).toBe(a);
    issue('c.example');
    expect(issue('a.example')).toBe(a);
    expect(issue('b.example')).not.toBe(b);
  });
});
