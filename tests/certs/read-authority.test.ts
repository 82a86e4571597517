import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAuthority } from '../../certs/read-authority.js';
import { distinguishedName } from '../../certs/x509/distinguished-name.js';
import { extensions } from '../../certs/x509/extensions.js';
import { expectRefusal } from './harness/expect-refusal.js';
import { type MakeOptions, makeAuthority, rsaKey, testNow, writePair } from './harness/make-authority.js';
import { temporaryFolder } from './harness/temporary-folder.js';

const day = 86_400_000;
const key = rsaKey();

function read(certFile: string, keyFile: string, now = testNow) {
  return readAuthority({ certificateFile: certFile, keyFile, now, replace: 'take another' });
}

function pair(options: MakeOptions = {}): { certFile: string; keyFile: string } {
  return writePair(temporaryFolder(), makeAuthority({ key, ...options }));
}

describe('readAuthority', () => {
  it('reads PEM and DER', () => {
    const made = makeAuthority({ key });
    const { certFile, keyFile } = writePair(temporaryFolder(), made);
    expect(read(certFile, keyFile).certificate.raw).toEqual(made.certificate.raw);
    writeFileSync(certFile, made.certificate.raw);
    expect(read(certFile, keyFile).certificate.raw).toEqual(made.certificate.raw);
  });

  it('finds the certificate of the key among several, and needs no chain for a root', () => {
    const made = makeAuthority({ key });
    const other = makeAuthority({ subject: distinguishedName('Other') });
    const { certFile, keyFile } = writePair(temporaryFolder(), { key, pem: `some words\n${other.pem}${made.pem}` });
    const found = read(certFile, keyFile);
    expect(found.certificate.raw).toEqual(made.certificate.raw);
    expect(found.chain).toEqual([]);
  });

  it('gives the chain of an intermediate, without the root, whatever their order', () => {
    const rootSubject = distinguishedName('Root');
    const middleSubject = distinguishedName('Middle');
    const root = { ...makeAuthority({ subject: rootSubject }), subject: rootSubject };
    const middle = { ...makeAuthority({ subject: middleSubject, issuer: root }), subject: middleSubject };
    const issuing = makeAuthority({ key, subject: distinguishedName('Issuing'), issuer: middle });
    const { certFile, keyFile } = writePair(temporaryFolder(), { key, pem: root.pem + issuing.pem + middle.pem });
    expect(read(certFile, keyFile).chain.map((certificate) => certificate.subject)).toEqual(['CN=Issuing', 'CN=Middle']);
  });

  it('reads a file that holds both, if it is the key owner’s alone', () => {
    const made = makeAuthority({ key });
    const file = join(temporaryFolder(), 'both.pem');
    writeFileSync(file, `${key.export({ type: 'pkcs8', format: 'pem' })}${made.pem}`, { mode: 0o600 });
    expect(read(file, file).certificate.raw).toEqual(made.certificate.raw);
  });

  it('accepts the first and the last moment, and refuses those around them', () => {
    const { certFile, keyFile } = pair({ notBefore: testNow, notAfter: testNow + day });
    expect(read(certFile, keyFile, testNow).notBefore).toBe(testNow);
    expect(read(certFile, keyFile, testNow + day).notAfter).toBe(testNow + day);
    expect(expectRefusal('not-yet-valid', certFile, () => read(certFile, keyFile, testNow - 1))).toContain('clock');
    expect(expectRefusal('expired', certFile, () => read(certFile, keyFile, testNow + day + 1))).toContain('Next: take another');
  });

  it('refuses what is not a CA', () => {
    for (const made of [
      { extensions: [extensions.notAuthority()] },
      { extensions: [extensions.authority(), extensions.usageOfLeaf()] },
      { extensions: [extensions.usageOfAuthority()] },
    ]) {
      const { certFile, keyFile } = pair(made);
      expectRefusal('not-a-ca', certFile, () => read(certFile, keyFile));
    }
  });

  it('refuses a key of another CA', () => {
    const { certFile } = pair();
    const { keyFile } = writePair(temporaryFolder(), makeAuthority());
    expectRefusal('key-does-not-match', keyFile, () => read(certFile, keyFile));
  });

  it('refuses files that hold no certificate', () => {
    const { certFile, keyFile } = pair();
    for (const content of ['', 'text', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n']) {
      writeFileSync(certFile, content);
      expectRefusal('malformed', certFile, () => read(certFile, keyFile));
    }
    expectRefusal('unreadable', `${certFile}.gone`, () => read(`${certFile}.gone`, keyFile));
  });
});
