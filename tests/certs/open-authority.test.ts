import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { type CertificateAuthority, openAuthority } from '../../certs/index.js';
import { distinguishedName } from '../../certs/x509/distinguished-name.js';
import { expectRefusal } from './harness/expect-refusal.js';
import { makeAuthority, rsaKey, testNow, writePair } from './harness/make-authority.js';
import { temporaryFolder } from './harness/temporary-folder.js';

const day = 86_400_000;
const now = () => testNow;
const mode = (file: string) => statSync(file).mode & 0o777;
const tree = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

interface MitmCa {
  readonly CAcert: { readonly serialNumber: string; verify(other: unknown): boolean };
  readonly CAkeys: { readonly privateKey: { readonly n: object }; readonly publicKey: { readonly n: object } };
}

/** Lets http-mitm-proxy open its `sslCaDir`. */
function openInMitm(folder: string): Promise<MitmCa> {
  const { CA } = createRequire(import.meta.url)('http-mitm-proxy/dist/lib/ca.js') as {
    CA: { create(folder: string, callback: (error: unknown, ca: MitmCa) => void): void };
  };
  return new Promise((resolve, reject) => CA.create(folder, (error, ca) => (error ? reject(error) : resolve(ca))));
}

async function expectMitmFindsIt(authority: CertificateAuthority): Promise<void> {
  const before = tree(authority.mitmFolder);
  const ca = await openInMitm(authority.mitmFolder);
  expect(authority.certificateDer.toString('hex')).toContain(ca.CAcert.serialNumber);
  expect(ca.CAcert.verify(ca.CAcert)).toBe(true);
  expect(String(ca.CAkeys.privateKey.n)).toBe(String(ca.CAkeys.publicKey.n));
  expect(tree(authority.mitmFolder)).toEqual(before);
}

describe('openAuthority, the CA under home', () => {
  const home = join(temporaryFolder(), 'new', 'home');
  const authority = openAuthority({ home });

  it('is made on first use, for its owner alone', () => {
    expect(mode(home)).toBe(0o700);
    expect(mode(join(home, 'keys'))).toBe(0o700);
    expect(mode(join(home, 'keys', 'ca.private.key'))).toBe(0o600);
    expect(tree(home)).toEqual(['certs', 'certs/ca.pem', 'keys', 'keys/ca.private.key', 'keys/ca.public.key']);
  });

  it('tells what people and other rooms need', () => {
    expect(authority.subject).toMatch(/^CN=Plainsight CA \(.*[0-9a-f]{8}\), O=Plainsight$/);
    expect(authority.fingerprint256).toBe(createHash('sha256').update(authority.certificateDer).digest('hex'));
    expect(authority.certificateFile).toBe(join(home, 'certs', 'ca.pem'));
    expect(readFileSync(authority.certificateFile, 'utf8')).toBe(authority.certificatePem);
    expect(authority.notAfter).toBeGreaterThan(Date.now() + 3_000 * day);
    expect(authority.mitmFolder).toBe(home);
  });

  it('is the same the next time, and another in another home', () => {
    expect(openAuthority({ home }).fingerprint256).toBe(authority.fingerprint256);
    const other = openAuthority({ home: temporaryFolder() });
    expect(other.fingerprint256).not.toBe(authority.fingerprint256);
    expect(other.subject).not.toBe(authority.subject);
  });

  it('is found by http-mitm-proxy', async () => {
    await expectMitmFindsIt(authority);
  });

  it('writes nothing where nothing is missing, and restores the public key where it is', () => {
    const publicKeyFile = join(home, 'keys', 'ca.public.key');
    const files = ['certs/ca.pem', 'keys/ca.private.key', 'keys/ca.public.key'].map((file) => join(home, file));
    for (const file of files) utimesSync(file, 1_000, 1_000);
    openAuthority({ home });
    for (const file of files) expect(statSync(file).mtimeMs).toBe(1_000_000);
    const content = readFileSync(publicKeyFile, 'utf8');
    rmSync(publicKeyFile);
    openAuthority({ home });
    expect(readFileSync(publicKeyFile, 'utf8')).toBe(content);
    writeFileSync(publicKeyFile, 'of another key');
    openAuthority({ home });
    expect(readFileSync(publicKeyFile, 'utf8')).toBe(content);
  });

  it('makes leaves that ended a month ago, however young the CA is', () => {
    const expired = new X509Certificate(authority.expiredLeafFor('api.example.com').certificatePem);
    expect(expired.verify(new X509Certificate(authority.certificatePem).publicKey)).toBe(true);
    expect(Date.parse(expired.validTo)).toBeLessThan(Date.now() - 29 * 86_400_000);
    expect(Date.parse(expired.validFrom)).toBeLessThan(Date.parse(expired.validTo));
  });

  it.each([
    ['a name', 'api.example.com', { servername: 'api.example.com' }],
    ['an address', '127.0.0.1', {}],
  ])('makes leaves that a TLS client accepts for %s, and for no other', async (_, name, options) => {
    const leaf = authority.leafFor(name);
    const server = tls.createServer({ cert: leaf.certificatePem, key: leaf.keyPem }, (socket) => socket.end('ok'));
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const connect = (clientOptions: tls.ConnectionOptions) =>
      new Promise<string>((resolve) => {
        const socket = tls.connect({ port, host: '127.0.0.1', ca: authority.certificatePem, ...clientOptions });
        socket.on('data', (bytes) => resolve(bytes.toString()));
        socket.on('error', (error) => resolve(String((error as NodeJS.ErrnoException).code)));
      });
    try {
      expect(await connect(options)).toBe('ok');
      expect(await connect({ servername: 'other.example' })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    } finally {
      server.close();
    }
  });
});

describe('openAuthority, refusing the CA under home', () => {
  it('says what to do where the key is open to others', () => {
    const home = temporaryFolder();
    const keyFile = join(home, 'keys', 'ca.private.key');
    openAuthority({ home });
    chmodSync(keyFile, 0o644);
    expect(expectRefusal('key-readable-by-others', keyFile, () => openAuthority({ home }))).toContain(`chmod 600 ${keyFile}`);
  });

  it('never replaces a CA that is there', () => {
    const home = temporaryFolder();
    const { certificateFile, fingerprint256 } = openAuthority({ home });
    const later = Date.now() + 3_700 * day;
    expect(expectRefusal('expired', certificateFile, () => openAuthority({ home, now: () => later }))).toContain('plainsight ca rotate');
    expectRefusal('not-yet-valid', certificateFile, () => openAuthority({ home, now: () => 0 }));
    const keyFile = join(home, 'keys', 'ca.private.key');
    const key = readFileSync(keyFile);
    writeFileSync(keyFile, rsaKey().export({ type: 'pkcs8', format: 'pem' }));
    expectRefusal('key-does-not-match', keyFile, () => openAuthority({ home }));
    rmSync(keyFile);
    expectRefusal('unreadable', keyFile, () => openAuthority({ home }));
    writeFileSync(keyFile, key, { mode: 0o600 });
    expect(openAuthority({ home }).fingerprint256).toBe(fingerprint256);
  });

  it('says so where home is no folder', () => {
    const home = join(temporaryFolder(), 'file');
    writeFileSync(home, '');
    expectRefusal('unwritable-home', home, () => openAuthority({ home }));
  });
});

describe('openAuthority, given a CA', () => {
  const made = makeAuthority();

  it.each(['pkcs1', 'pkcs8'] as const)('uses it (%s), with copies in a private folder for http-mitm-proxy', async (type) => {
    const home = join(temporaryFolder(), 'home');
    const files = writePair(temporaryFolder(), made, type);
    const authority = openAuthority({ home, ...files, now });
    expect(authority.certificatePem).toBe(made.pem);
    expect(authority.subject).toBe('CN=Test Root, O=Example');
    expect(authority.mitmFolder.startsWith(home)).toBe(true);
    expect(authority.certificateFile.startsWith(authority.mitmFolder)).toBe(true);
    expect(mode(home)).toBe(0o700);
    expect(mode(authority.mitmFolder)).toBe(0o700);
    expect(mode(join(authority.mitmFolder, 'keys', 'ca.private.key'))).toBe(0o600);
    expect(existsSync(join(home, 'certs'))).toBe(false);
    await expectMitmFindsIt(authority);
    expect(openAuthority({ home, ...files, now }).mitmFolder).toBe(authority.mitmFolder);
  });

  it('keeps two given ones and the one under home apart', () => {
    const home = temporaryFolder();
    const folders = [
      openAuthority({ home }),
      openAuthority({ home, ...writePair(temporaryFolder(), made), now }),
      openAuthority({ home, ...writePair(temporaryFolder(), makeAuthority()), now }),
    ].map((authority) => authority.mitmFolder);
    expect(new Set(folders).size).toBe(3);
  });

  it('repairs a copy that was changed', () => {
    const home = temporaryFolder();
    const files = writePair(temporaryFolder(), made);
    const { mitmFolder } = openAuthority({ home, ...files, now });
    const copy = join(mitmFolder, 'keys', 'ca.private.key');
    writeFileSync(copy, 'torn');
    openAuthority({ home, ...files, now });
    expect(createPublicKey(readFileSync(copy)).equals(createPublicKey(made.key))).toBe(true);
  });

  it('takes one file that holds both, and serves only the certificate of it', () => {
    const file = join(temporaryFolder(), 'both.pem');
    writeFileSync(file, `${made.key.export({ type: 'pkcs1', format: 'pem' })}${made.pem}`, { mode: 0o600 });
    for (const options of [{ certFile: file }, { keyFile: file }]) {
      const authority = openAuthority({ home: temporaryFolder(), ...options, now });
      expect(readFileSync(authority.certificateFile, 'utf8')).toBe(made.pem);
    }
  });

  it('sends an intermediate with each of its leaves, and a root with none', () => {
    const rootSubject = distinguishedName('Root');
    const root = makeAuthority({ subject: rootSubject });
    const middle = makeAuthority({ subject: distinguishedName('Middle'), issuer: { ...root, subject: rootSubject } });
    const open = (pair: { pem: string; key: KeyObject }) =>
      openAuthority({ home: temporaryFolder(), ...writePair(temporaryFolder(), pair), now });
    const { certificatePem } = open({ key: middle.key, pem: middle.pem + root.pem }).leafFor('a.example');
    expect(certificatePem.endsWith(middle.pem)).toBe(true);
    expect(certificatePem).not.toContain(root.pem);
    expect(open(root).leafFor('a.example').certificatePem.match(/BEGIN/g)).toHaveLength(1);
  });

  it('refuses a bad one without falling back to the one under home', () => {
    const home = join(temporaryFolder(), 'home');
    const { certFile, keyFile } = writePair(temporaryFolder(), makeAuthority({ notAfter: testNow - day }));
    expect(expectRefusal('expired', certFile, () => openAuthority({ home, certFile, keyFile, now }))).toContain('--ca-cert');
    chmodSync(keyFile, 0o640);
    expectRefusal('key-readable-by-others', keyFile, () => openAuthority({ home, certFile, keyFile, now }));
    expect(existsSync(home)).toBe(false);
  });

  it('says so where its copies cannot be written', () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'given'), '');
    const folder = join(home, 'given', made.certificate.fingerprint256.replaceAll(':', '').toLowerCase().slice(0, 16));
    expectRefusal('unwritable-home', folder, () => openAuthority({ home, ...writePair(temporaryFolder(), made), now }));
  });
});
