import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

// Made here, so that no scanner takes this file for a leak.
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const large = generateKeyPairSync('ec', { namedCurve: 'P-521' });
const ed = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });

const der = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1') => key.export({ format: 'der', type: type as 'pkcs8' }) as Buffer;
const pem = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1') => String(key.export({ format: 'pem', type: type as 'pkcs8' })).trim();
const note = (text: string, name?: string) => matchesIn('private-key', text, name === undefined ? {} : { name })[0]?.note;

const KEYS: readonly (readonly [string, Buffer])[] = [
  ['PKCS#8 private key', der(ec.privateKey, 'pkcs8')],
  ['PKCS#8 private key', der(large.privateKey, 'pkcs8')],
  ['PKCS#8 private key', der(ed.privateKey, 'pkcs8')],
  ['PKCS#8 private key', der(rsa.privateKey, 'pkcs8')],
  ['EC private key', der(ec.privateKey, 'sec1')],
  ['EC private key', der(large.privateKey, 'sec1')],
  ['RSA private key', der(rsa.privateKey, 'pkcs1')],
];

describe('private-key finds', () => {
  it.each([pem(ec.privateKey, 'pkcs8'), pem(rsa.privateKey, 'pkcs1'), pem(ec.privateKey, 'sec1')])(
    'PEM from its first line to its last',
    (block) => {
      expect(foundIn('private-key', `see\n${block}\nand\n${block}`)).toEqual([block, block]);
      expect(note(block)).toBe('private key in PEM');
      const escaped = block.replaceAll('\n', '\\n');
      expect(foundIn('private-key', `{"key":"${escaped}"}`)).toEqual([escaped]);
    },
  );

  it('the first line alone', () => {
    const first = '-----BEGIN PGP PRIVATE KEY BLOCK-----';
    expect(foundIn('private-key', `${first}\nand no more of it, but some text`)).toEqual([first]);
  });

  it.each(KEYS)('%s as DER, and in base64 of it', (says, bytes) => {
    const base64 = bytes.toString('base64');
    expect(foundIn('private-key', `{"key":"${base64}"}`)).toEqual([base64]);
    expect(note(base64)).toBe(says);
    const text = bytes.toString('latin1');
    expect(matchesIn('private-key', text)).toEqual([
      { start: 0, end: text.length, value: bytes.toString('hex'), recognisedAs: 'pattern', note: says },
    ]);
  });

  it('one that a password encrypts, and one of OpenSSH', () => {
    const options = { format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'example' } as const;
    expect(note(ec.privateKey.export(options).toString('base64'))).toBe('encrypted private key');
    expect(note(Buffer.from(`openssh-key-v1\0${'\0\0\0\x04none'.repeat(20)}`).toString('base64'))).toBe('OpenSSH private key');
  });

  it('a JWK with its private member, and that member by name', () => {
    const jwk = ec.privateKey.export({ format: 'jwk' });
    const text = JSON.stringify(jwk);
    expect(foundIn('private-key', `{"keys":[${text}]}`)).toEqual([text]);
    expect(matchesIn('private-key', String(jwk.d), { name: 'd' })[0]).toMatchObject({ recognisedAs: 'name', value: jwk.d });
  });

  it('age and PuTTY keys', () => {
    expect(note(`AGE-SECRET-KEY-1${'Q'.repeat(58)}`)).toBe('age private key');
    expect(note('PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: x')).toBe('PuTTY private key');
  });
});

describe('private-key does not find', () => {
  const spki = ec.publicKey.export({ format: 'der', type: 'spki' });
  it.each([
    String(ec.publicKey.export({ format: 'pem', type: 'spki' })),
    spki.toString('base64'),
    spki.toString('latin1'),
    rsa.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    rsa.publicKey.export({ format: 'der', type: 'pkcs1' }).toString('base64'),
    JSON.stringify(ec.publicKey.export({ format: 'jwk' })),
    '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUEXAMPLE0000000000000000000000000000000000000000\n-----END CERTIFICATE-----',
    `MIIEvQIBADAN${'A'.repeat(100)}`,
    `${KEYS[3]?.[1].toString('base64').slice(0, 200)}`,
    `x${KEYS[0]?.[1].toString('base64')}`,
    'PRIVATE KEY-',
    'the private key is kept elsewhere, and its name is not told',
    `0${'a'.repeat(80)}`,
    '',
  ])('%j', (text) => {
    expect(foundIn('private-key', text)).toEqual([]);
  });
});
