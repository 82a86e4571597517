import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { authorityLayout } from '../../certs/authority-layout.js';
import { createAuthority } from '../../certs/create-authority.js';
import { expectRefusal } from './harness/expect-refusal.js';
import { rsaKey, testNow } from './harness/make-authority.js';
import { temporaryFolder } from './harness/temporary-folder.js';

function pairOf(layout: ReturnType<typeof authorityLayout>) {
  return {
    certificate: new X509Certificate(readFileSync(layout.certificateFile)),
    key: createPrivateKey(readFileSync(layout.privateKeyFile)),
  };
}

describe('createAuthority', () => {
  it('makes a pair once', () => {
    const layout = authorityLayout(join(temporaryFolder(), 'a', 'b'));
    createAuthority(layout, testNow, 'x');
    const first = pairOf(layout);
    createAuthority(layout, testNow, 'x');
    expect(pairOf(layout).certificate.raw).toEqual(first.certificate.raw);
    expect(first.certificate.checkPrivateKey(first.key)).toBe(true);
  });

  it('uses the key of a process that came first, or that was killed before it wrote the certificate', () => {
    const layout = authorityLayout(temporaryFolder());
    mkdirSync(layout.keysFolder);
    const key = rsaKey();
    writeFileSync(layout.privateKeyFile, key.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
    createAuthority(layout, testNow, 'x');
    const made = pairOf(layout);
    expect(made.key.equals(key)).toBe(true);
    expect(made.certificate.checkPrivateKey(key)).toBe(true);
  });

  it('never makes a new key for a certificate that devices may trust', () => {
    const layout = authorityLayout(temporaryFolder());
    createAuthority(layout, testNow, 'x');
    rmSync(layout.privateKeyFile);
    createAuthority(layout, testNow, 'x');
    expect(() => readFileSync(layout.privateKeyFile)).toThrow(/ENOENT/);
  });

  it('refuses a key that cannot be used, rather than replacing it', () => {
    const layout = authorityLayout(temporaryFolder());
    mkdirSync(layout.keysFolder);
    writeFileSync(layout.privateKeyFile, 'torn', { mode: 0o600 });
    expectRefusal('malformed', layout.privateKeyFile, () => createAuthority(layout, testNow, 'x'));
    expect(readFileSync(layout.privateKeyFile, 'utf8')).toBe('torn');
  });

  it('refuses a folder that cannot be written', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const folder = join(file, 'home');
    expectRefusal('unwritable-home', folder, () => createAuthority(authorityLayout(folder), testNow, 'x'));
  });
});
