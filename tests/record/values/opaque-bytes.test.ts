import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { opaqueBytes } from '../../../record/values/opaque-bytes.js';
import fc from '../../harness/fast-check.js';

const text = JSON.stringify({ organization: '7402198865113', install_id: '5b0e7c52-91d4-4c63-a8f7-0d2f6e81b394', os_version: '18.3' });

function encrypted(algorithm: string, keySize: number, ivSize: number, plain = text): Buffer {
  const cipher = createCipheriv(algorithm, Buffer.from('k3y-of-the-app-in-every-copy-0001').subarray(0, keySize), Buffer.alloc(ivSize));
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

describe('what looks like ciphertext', () => {
  it.each([
    ['3DES', encrypted('des-ede3-cbc', 24, 8)],
    ['AES-128 in CBC', encrypted('aes-128-cbc', 16, 16)],
    ['AES-256 in GCM', encrypted('aes-256-gcm', 32, 12)],
    ['ChaCha20', encrypted('chacha20-poly1305', 32, 12)],
    ['AES of five blocks', encrypted('aes-128-cbc', 16, 16, 'a telephone number +819012345678, and more text, and more text of it all')],
  ])('%s, as bytes, in base64, base64url and hex', (_, bytes) => {
    for (const form of [
      bytes.toString('latin1'),
      bytes.toString('base64'),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
    ])
      expect([form.slice(0, 10), opaqueBytes(form)]).toEqual([form.slice(0, 10), bytes.length]);
  });

  it('folded base64', () => {
    const folded = encrypted('aes-128-cbc', 16, 16)
      .toString('base64')
      .replace(/(.{64})/g, '$1\r\n');
    expect(opaqueBytes(folded)).toBe(encrypted('aes-128-cbc', 16, 16).length);
  });

  it('random bytes of almost any size, nine times in ten at least', () => {
    let found = 0;
    for (let round = 0; round < 1_000; round += 1) {
      const size = 24 + (round % 200);
      if (size === 28 || size === 32) found += 1;
      else if (opaqueBytes(randomBytes(size).toString('base64')) === size) found += 1;
    }
    expect(found).toBeGreaterThan(900);
  });
});

describe('what does not', () => {
  const digests = ['md5', 'sha1', 'sha224', 'sha256'].flatMap((name) => [
    createHash(name).update(text).digest('hex'),
    createHash(name).update(text).digest('base64'),
  ]);
  const cases = [
    ...digests,
    createHash('sha512').update(text).digest('hex'),
    createHash('sha384').update(text).digest('hex').toUpperCase(),
    `sha384-${createHash('sha384').update(text).digest('base64')}`,
    // Chance gives some of them any look.
    ...Array.from({ length: 2_000 }, () => randomUUID()),
    randomUUID().toUpperCase(),
    randomUUID().replaceAll('-', ''),
    'W/"33a64df551425fcc55e4d42a148795d9f25f89d4"',
    'some_long_identifier_name_here_and_more',
    'com/example/application/settings/Screen',
    'aVeryLongCamelCaseNameOfSomeFunctionInSomeProgram',
    'SCREAMING_SNAKE_CASE_CONSTANT_OF_GREAT_LENGTH',
    '18483144871848314487184831448718483144871848',
    'The quick brown fox jumps over the lazy dog, again and again.',
    Buffer.from('The quick brown fox jumps over the lazy dog').toString('base64'),
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('base64'),
    gzipSync(text).toString('base64'),
    deflateSync(text).toString('base64'),
    Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(300)]).toString('base64'),
    Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(300)]).toString('latin1'),
    Buffer.concat([Buffer.from('00000018667479706d703432', 'hex'), randomBytes(300)]).toString('latin1'),
    Buffer.concat([Buffer.from('3082012230', 'hex'), randomBytes(289)]).toString('base64'),
    Buffer.concat([Buffer.alloc(200), randomBytes(20)]).toString('latin1'),
    Buffer.from(Array.from({ length: 100 }, (_, index) => index % 7)).toString('latin1'),
    'short',
    '',
  ];
  it('digests, IDs, words, texts, files, keys, and what is unevenly spread', () => {
    expect(cases.filter((value) => opaqueBytes(value) !== undefined)).toEqual([]);
  });

  it('compressed data without a mark does: nobody can tell', () => {
    expect(opaqueBytes(brotliCompressSync(Buffer.from(text.repeat(3))).toString('latin1'))).toBeTypeOf('number');
  });

  it('never throws, and gives no more bytes than there are characters', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String(),
          fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
        ),
        (value) => {
          const size = opaqueBytes(value);
          expect(size === undefined || (size >= 16 && size <= value.length)).toBe(true);
        },
      ),
    );
  });
});
