import { createHash } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isHashLike } from '../../model/is-hash-like.js';
import fc from '../harness/fast-check.js';

const is = (bytes: Buffer): boolean => isHashLike(bytes, bytes.length);

describe('isHashLike', () => {
  it('takes nearly every hash for one', () => {
    for (const name of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']) {
      const hashes = Array.from({ length: 500 }, (_, index) => createHash(name).update(String(index)).digest());
      expect(hashes.filter(is).length, name).toBeGreaterThan(480);
    }
  });

  it('takes no text for one, in ASCII, UTF-8 or UTF-16', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 4, maxLength: 64 }), (text) => {
        expect(is(Buffer.from(text))).toBe(false);
      }),
    );
    expect(is(Buffer.from('Ünïcøde-näme'))).toBe(false);
    expect(is(Buffer.from('roomroom', 'utf16le'))).toBe(false);
    expect(is(Buffer.from('roomroom', 'utf16le').swap16())).toBe(false);
  });

  it('takes nothing compressed, no other length, and nothing in which text shows', () => {
    const filled = (start: Buffer, length: number): Buffer => Buffer.concat([start, Buffer.alloc(64, 0x9d)]).subarray(0, length);
    for (const start of [gzipSync('x').subarray(0, 2), deflateSync('x').subarray(0, 2), Buffer.from([0x28, 0xb5, 0x2f, 0xfd])])
      expect(is(filled(start, 32))).toBe(false);
    expect(is(filled(Buffer.from('room-44'), 32))).toBe(false);
    expect(is(filled(Buffer.from('room-4'), 32))).toBe(true);
    for (const length of [8, 15, 17, 24, 33, 63, 65]) expect(is(filled(Buffer.from([0x9d]), length)), String(length)).toBe(false);
    expect(isHashLike(Buffer.alloc(64, 0x9d), 32)).toBe(true);
  });
});
