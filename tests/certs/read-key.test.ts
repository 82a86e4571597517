import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKey } from '../../certs/read-key.js';
import { expectRefusal } from './harness/expect-refusal.js';
import { rsaKey } from './harness/make-authority.js';
import { temporaryFolder } from './harness/temporary-folder.js';

const folder = temporaryFolder();
const key = rsaKey();

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content, { mode: 0o600 });
  return file;
}

describe('readKey', () => {
  it.each(['pkcs1', 'pkcs8'] as const)('reads %s', (type) => {
    const file = write(type, key.export({ type, format: 'pem' }));
    expect(readKey(file, 'x').equals(key)).toBe(true);
  });

  it('refuses keys that the proxy cannot use', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    const ecFile = write('ec', ec);
    expect(expectRefusal('not-rsa', ecFile, () => readKey(ecFile, 'take another'))).toContain('Next: take another');
    const short = write('short', rsaKey(1024).export({ type: 'pkcs8', format: 'pem' }));
    expect(expectRefusal('key-too-short', short, () => readKey(short, 'take another'))).toContain('1024');
  });

  it.each(['pkcs1', 'pkcs8'] as const)('refuses an encrypted key (%s), and says how to open it', (type) => {
    const file = write(`encrypted-${type}`, key.export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' }));
    expect(expectRefusal('key-encrypted', file, () => readKey(file, 'x'))).toContain(`openssl pkey -in ${file}`);
  });

  it.each([
    ['empty', ''],
    ['text', 'not a key'],
    ['cut off', key.export({ type: 'pkcs8', format: 'pem' }).slice(0, 400)],
    ['a header alone', '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n'],
  ])('refuses what is no key: %s', (name, content) => {
    const file = write(`malformed-${name}`, content);
    expectRefusal('malformed', file, () => readKey(file, 'x'));
  });

  it('refuses a key that others can read, and says the command, fit for a shell', () => {
    const file = write('open key', key.export({ type: 'pkcs8', format: 'pem' }));
    chmodSync(file, 0o644);
    const message = expectRefusal('key-readable-by-others', file, () => readKey(file, 'x'));
    expect(message).toContain('mode 0644, expected 0600');
    expect(message).toContain(`chmod 600 '${file}'`);
  });

  it('refuses what is missing or no file', () => {
    const missing = join(folder, 'missing');
    expectRefusal('unreadable', missing, () => readKey(missing, 'x'));
    const inner = join(folder, 'folder');
    mkdirSync(inner, { mode: 0o700 });
    expectRefusal('unreadable', inner, () => readKey(inner, 'x'));
  });
});
