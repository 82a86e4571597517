import { describe, expect, it } from 'vitest';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { selfSigned } from '../../harness/self-signed.js';
import { clientPems } from './client-pems.js';
import { contextOf, load, problems } from './load-harness.js';

const files = {
  'c.pem': clientPems.cert,
  'chain.pem': `leaf first\n${clientPems.cert}${selfSigned.cert}`,
  'k.pem': clientPems.key,
  'locked.pem': clientPems.encryptedKey,
  'other.pem': selfSigned.key,
  'broken.pem': clientPems.cert.replace('MII', 'XII'),
  'half.pem': clientPems.key.replace(/\n[^\n]+\n-----END/, '\n-----END'),
};
const env = { PASS: clientPems.passphrase, WRONG: 'wrong' };
const read = (entry: string) => load(`clientCertificates: [${entry}]`, files, { env }).clientCertificates;
const problemsOfEntry = (entry: string) => problems(`clientCertificates: [${entry}]`, files, { env });

describe('readClientCertificate', () => {
  it('reads certificate, chain and key, encrypted or not', () => {
    expect(read('{ host: "*.API.example", cert: c.pem, key: k.pem }')).toEqual([
      {
        host: '*.api.example',
        chain: clientPems.cert,
        key: clientPems.key,
        place: { file: 'r.yaml', line: 2, column: 22 },
      },
    ]);
    expect(read(`{ host: 10.0.0.0/8, cert: chain.pem, key: locked.pem, passphrase: "\${env:PASS}" }`)).toMatchObject([
      { host: '10.0.0.0/8', chain: files['chain.pem'], key: clientPems.encryptedKey, passphrase: clientPems.passphrase },
    ]);
  });

  it('takes paths as relative to the file they stand in', () => {
    const inner = 'plainsight: 1\nclientCertificates: [{ host: a.example, cert: ../keys/c.pem, key: /abs/k.pem }]';
    const context = contextOf({ 'sets/inner.yaml': inner, 'keys/c.pem': clientPems.cert, '/abs/k.pem': clientPems.key });
    expect(loadRuleset(['sets/inner.yaml'], context).clientCertificates).toHaveLength(1);
  });

  it.each([
    ['{ host: a.example, cert: d.pem, key: k.pem }', 'r.yaml:2:47: cannot read d.pem: no such file'],
    ['{ host: a.example, cert: c.pem, key: d.pem }', 'r.yaml:2:59: cannot read d.pem: no such file'],
    ['{ host: a.example, cert: k.pem, key: k.pem }', 'r.yaml:2:47: k.pem holds no certificate in PEM (`-----BEGIN CERTIFICATE-----`)'],
    ['{ host: a.example, cert: broken.pem, key: k.pem }', 'r.yaml:2:47: certificate 1 in broken.pem is damaged'],
    ['{ host: a.example, cert: c.pem, key: c.pem }', 'r.yaml:2:59: c.pem holds no private key in PEM (`-----BEGIN PRIVATE KEY-----`)'],
    ['{ host: a.example, cert: c.pem, key: half.pem }', 'r.yaml:2:59: the private key in half.pem cannot be read'],
    ['{ host: a.example, cert: c.pem, key: other.pem }', 'r.yaml:2:59: this key is not that of the first certificate in c.pem'],
    [
      '{ host: a.example, cert: c.pem, key: locked.pem }',
      `r.yaml:2:59: the key in locked.pem is encrypted: give its \`passphrase\`, as \`\${env:NAME}\``,
    ],
    [
      `{ host: a.example, cert: c.pem, key: locked.pem, passphrase: "\${env:WRONG}" }`,
      'r.yaml:2:83: this passphrase does not open the key in locked.pem',
    ],
    [
      `{ host: a.example, cert: c.pem, key: locked.pem, passphrase: "\${env:UNSET}" }`,
      'r.yaml:2:83: the environment variable UNSET is not set; set it',
    ],
    ['{ host: nobody, cert: c.pem, key: k.pem }', 'r.yaml:2:30: unknown host list `nobody`; a host without a dot is written `nobody.`'],
    ['{ host: a.example, cert: c.pem }', 'r.yaml:2:22: `key` is missing here'],
    ['{ host: a.example, cert: c.pem, key: k.pem, passphrases: x }', 'r.yaml:2:66: unknown key `passphrases`; did you mean `passphrase`?'],
  ])('refuses %s', (entry, problem) => {
    const found = problemsOfEntry(entry);
    expect(found).toEqual([problem]);
    expect(found.join()).not.toContain(clientPems.passphrase);
  });
});
