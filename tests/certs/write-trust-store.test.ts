import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { writeTrustStore } from '../../certs/index.js';
import { expectRefusal } from './harness/expect-refusal.js';
import { hasCommand } from './harness/has-command.js';
import { makeAuthority } from './harness/make-authority.js';
import { temporaryFolder } from './harness/temporary-folder.js';

const made = makeAuthority();
const hasKeytool = hasCommand('keytool', '-help');

describe('writeTrustStore', () => {
  it('writes each certificate once', () => {
    const store = writeTrustStore({ certificates: [made.pem + made.pem, made.pem], folder: join(temporaryFolder(), 'new'), now: () => 0 });
    expect(store).toMatchObject({ password: 'changeit', certificates: 1, unusable: 0 });
    expect(readFileSync(store.file).includes(made.certificate.raw)).toBe(true);
  });

  it.skipIf(!hasKeytool)('is read by Java, with its password only (needs keytool of Debian package default-jdk-headless)', () => {
    const store = writeTrustStore({
      certificates: [made.pem, ...rootCertificates.slice(0, 5)],
      folder: temporaryFolder(),
      password: 'geheim-ä',
    });
    const list = (password: string) =>
      spawnSync('keytool', ['-J-Dfile.encoding=UTF-8', '-list', '-keystore', store.file, '-storepass:env', 'STORE_PASSWORD'], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8', STORE_PASSWORD: password },
      });
    const listed = list('geheim-ä');
    expect(listed.stdout).toContain('Your keystore contains 6 entries');
    expect(listed.stdout.match(/trustedCertEntry/g)).toHaveLength(6);
    expect(listed.stdout).toContain(made.certificate.fingerprint256);
    expect(list('wrong-password').status).not.toBe(0);
  });

  it('says so where it cannot write', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expectRefusal('unwritable-folder', join(file, 'inside', 'trust-store.jks'), () =>
      writeTrustStore({ certificates: [made.pem], folder: join(file, 'inside') }),
    );
  });
});
