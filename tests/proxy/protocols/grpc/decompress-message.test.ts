import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decompressMessage } from '../../../../proxy/protocols/grpc/decompress-message.js';

const plain = Buffer.from('some text, some text');

describe('decompressMessage', () => {
  it('undoes gzip and deflate', () => {
    expect(decompressMessage('gzip', zlib.gzipSync(plain))).toEqual(plain);
    expect(decompressMessage('deflate', zlib.deflateSync(plain))).toEqual(plain);
  });

  it.each([
    ['gzip', zlib.deflateSync(plain)],
    ['deflate', zlib.gzipSync(plain)],
    ['gzip', zlib.gzipSync(plain).subarray(0, 12)],
    ['gzip', Buffer.concat([zlib.gzipSync(plain), Buffer.from('x')])],
    ['deflate', Buffer.alloc(0)],
  ])('says of %s that is broken or goes on that it is corrupt', (coding, bytes) => {
    expect(decompressMessage(coding, bytes)).toBe('corrupt');
  });

  it('reads gzip members one behind the other', () => {
    expect(decompressMessage('gzip', Buffer.concat([zlib.gzipSync(plain), zlib.gzipSync(plain)]))).toEqual(Buffer.concat([plain, plain]));
  });

  it.each(['identity', 'snappy', 'br', '', 'constructor'])('does not know %s', (coding) => {
    expect(decompressMessage(coding, plain)).toBe('unknown-coding');
  });

  it('allows 1 MiB in any case, 100 times the size beyond it, and no more than 4 MiB', () => {
    const zeros = (size: number) => zlib.gzipSync(Buffer.alloc(size));
    expect(decompressMessage('gzip', zeros(1024 * 1024))).toHaveLength(1024 * 1024);
    expect(decompressMessage('gzip', zeros(1024 * 1024 + 1))).toBe('too-large');
    const noise = Buffer.concat(Array.from({ length: 1000 }, (_, index) => createHash('sha256').update(String(index)).digest()));
    const large = Buffer.concat([noise, Buffer.alloc(2 * 1024 * 1024)]);
    expect(zlib.gzipSync(large).length * 100).toBeGreaterThan(large.length);
    const undone = decompressMessage('gzip', zlib.gzipSync(large));
    // Comparing as values takes a second a megabyte.
    expect(Buffer.isBuffer(undone) && undone.equals(large)).toBe(true);
    const stored = zlib.gzipSync(Buffer.alloc(4 * 1024 * 1024 + 1), { level: 0 });
    expect(decompressMessage('gzip', stored)).toBe('too-large');
  });
});
