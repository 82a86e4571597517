import { createCipheriv, createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MatcherOptionError } from '../../../rules/matchers/matcher-option-error.js';
import { repeatedBlocks } from '../../../rules/matchers/repeated-blocks.js';
import fc from '../../harness/fast-check.js';

const found = (bytes: Buffer | string, options = {}) =>
  repeatedBlocks.prepare(options).find(typeof bytes === 'string' ? bytes : bytes.toString('latin1'), {});
const note = (bytes: Buffer, options = {}) => found(bytes, options)[0]?.note;

/** Random-looking bytes, the same every time. */
const noise = (seed: string, length: number): Buffer => {
  const parts: Buffer[] = [];
  for (let index = 0; index * 32 < length; index += 1) parts.push(createHash('sha256').update(`${seed} ${index}`).digest());
  return Buffer.concat(parts).subarray(0, length);
};
const ecb = (plain: Buffer, seed = 'key'): Buffer => {
  const cipher = createCipheriv('aes-128-ecb', noise(seed, 16), null);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
};
const blocks = (letters: string): Buffer => Buffer.concat([...letters].map((letter) => noise(`block ${letter}`, 16)));

describe('repeatedBlocks', () => {
  it('finds what ECB makes of data that repeats, with how many blocks and where', () => {
    const [match, ...others] = found(ecb(Buffer.concat([noise('x', 16), Buffer.alloc(48), noise('y', 32), Buffer.alloc(16)])));
    expect(others).toEqual([]);
    expect(match).toMatchObject({
      start: 16,
      end: 32,
      recognisedAs: 'pattern',
      note: '3 repeats of 16-byte blocks (suspected ECB) at 16, 32, 48, 96',
    });
    expect(match?.value).toMatch(/^[0-9a-f]{32}$/);
  });

  it('finds it at any alignment, behind a header and before a tail', () => {
    for (let header = 0; header < 33; header += 1) {
      const payload = Buffer.concat([
        noise('header', header),
        ecb(Buffer.concat([blocks('abac'), Buffer.alloc(64)])),
        noise('tail', header % 7),
      ]);
      expect(note(payload), `header of ${header}`).toContain('(suspected ECB) at');
      expect(found(payload)[0]?.start).toBe(header);
    }
  });

  it('wants one block three times, or two twice, unless told otherwise', () => {
    expect(note(blocks('abacad'))).toBe('2 repeats of 16-byte blocks (suspected ECB) at 0, 32, 64');
    expect(note(blocks('abcdabe'))).toBe('2 repeats of 16-byte blocks (suspected ECB) at 0, 16, 64, 80');
    expect(note(blocks('abcbd'))).toBeUndefined();
    expect(note(blocks('abcbd'), { least: '1' })).toBe('1 repeat of 16-byte blocks (suspected ECB) at 16, 48');
    expect(note(blocks('abacad'), { least: '3' })).toBeUndefined();
    expect(note(blocks('abcdefabcdefabcdef'))).toBe('12 repeats of 16-byte blocks (suspected ECB) at 0, 16, 32, 48, 64, 80 …');
  });

  it('sees it among others in a long text', () => {
    const long = Buffer.concat([
      noise('long', 300_000),
      blocks('q'),
      noise('more', 100_000),
      blocks('q'),
      noise('end', 50_000),
      blocks('q'),
    ]);
    expect(note(long)).toBe('2 repeats of 16-byte blocks (suspected ECB) at 300000, 400016, 450032');
  });

  it('reads hex, and base64 that decoding leaves alone, where they are the whole text', () => {
    const long = Buffer.concat([noise('a', 300), blocks('a'), noise('b', 128), blocks('a'), noise('c', 48), blocks('a')]);
    const where = '2 repeats of 16-byte blocks (suspected ECB) at 300, 444, 508';
    const [hex] = found(long.toString('hex'));
    expect(hex).toMatchObject({ start: 600, end: 632, note: `${where} inside hex` });
    for (const text of [long.toString('base64'), long.toString('base64url')]) {
      const [match] = found(text);
      expect(match).toMatchObject({ start: 400, end: 422, note: `${where} inside base64` });
    }
    // Short base64 comes as bytes, too.
    expect(found(blocks('abacad').toString('base64'))).toEqual([]);
    expect(found(`{"d":"${long.toString('base64')}"}`)).toEqual([]);
    expect(found('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef'.repeat(40))).toEqual([]);
  });

  it('finds next to all ciphertexts with repeats, however they are embedded', () => {
    let missed = 0;
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), minLength: 9, maxLength: 24 });
    fc.assert(
      fc.property(letters, fc.nat(40), fc.nat(20), fc.nat(1e6), (text, before, behind, seed) => {
        const payload = Buffer.concat([noise(`b${seed}`, before), ecb(blocks(text), String(seed)), noise(`c${seed}`, behind)]);
        if (found(payload).length === 0) missed += 1;
      }),
      { numRuns: 300 },
    );
    expect(missed).toBeLessThanOrEqual(6);
  });

  it('finds nothing in random bytes, in silence, in padding and in compressed data', () => {
    for (let index = 0; index < 300; index += 1) expect(found(noise(`random ${index}`, 200)), String(index)).toEqual([]);
    const json = JSON.stringify(Array.from({ length: 400 }, (_, id) => ({ id, name: `user${id % 7}`, active: true })));
    const silence = Buffer.alloc(4096, 0x80);
    for (const bytes of [
      noise('big', 512 * 1024),
      Buffer.alloc(64 * 1024),
      silence,
      Buffer.concat([noise('a', 64), Buffer.alloc(4096), noise('b', 64)]),
      deflateSync(json),
      deflateSync(json, { level: 0 }),
      Buffer.from('0001020304050607'.repeat(200), 'hex'),
    ])
      expect(found(bytes)).toEqual([]);
  });

  it('finds nothing in sound, whatever the pitch', () => {
    for (const [rate, pitch, width] of [
      [8000, 250, 2],
      [8000, 440, 1],
      [16_000, 500, 2],
      [48_000, 1000, 2],
      [48_000, 440, 2],
    ] as const) {
      const bytes = Buffer.alloc(4000 * width);
      for (let index = 0; index < 4000; index += 1) {
        const sample = Math.sin((2 * Math.PI * pitch * index) / rate) * 0.9;
        if (width === 1) bytes[index] = 128 + Math.round(sample * 127);
        else bytes.writeInt16LE(Math.round(sample * 32_767), 2 * index);
      }
      expect(found(bytes), `${pitch} Hz at ${rate}`).toEqual([]);
    }
  });

  it('finds nothing in texts and structures that repeat', () => {
    const records = Buffer.concat(
      Array.from({ length: 40 }, (_, index) =>
        Buffer.concat([noise(`id ${index % 3}`, 16), Buffer.from([0, 0, 0, index]), Buffer.alloc(12)]),
      ),
    );
    const rows = Buffer.concat(
      Array.from({ length: 30 }, (_, index) => Buffer.concat([noise('header', 20), Buffer.from([index, 0, 1, 0]), noise(`r${index}`, 24)])),
    );
    const tokens = Buffer.concat([noise('token', 100), noise('between', 28), noise('token', 100), noise('end', 28)]);
    for (const bytes of [records, rows, tokens, Buffer.from(`${'the purple heron '.repeat(50)}\u0000`)]) expect(found(bytes)).toEqual([]);
    const uuids = 'id,other\n8c2f91d7-0b1a-4d55-9a3e-5f1f0f7f2b10,1\n'.repeat(40);
    expect(found(uuids)).toEqual([]);
    // Text in which one character is a byte of ciphertext is none.
    expect(found(`${blocks('aaaa').toString('latin1')}\u4e2d`)).toEqual([]);
  });

  it('takes short texts and any text for what they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => Array.isArray(found(text))),
      { numRuns: 300 },
    );
    expect(found('')).toEqual([]);
    expect(found(noise('x', 31))).toEqual([]);
  });

  it('refuses options that make no sense', () => {
    for (const least of ['0', '1001', 'x', '-1']) expect(() => repeatedBlocks.prepare({ least }), least).toThrow(MatcherOptionError);
  });
});
