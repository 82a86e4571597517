import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../decode/index.js';
import type { Message } from '../../model/index.js';
import { zstdFrame } from './transforms/compressed.js';

const value = 'the purple heron lands at noon';
const document = Buffer.from(JSON.stringify({ a: value }));
/** Bytes that look like those of a medium, the same in every run. */
function noise(size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let state = 0x9e3779b9;
  for (let index = 0; index < size; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state & 255;
  }
  return bytes;
}

const carrying = (bytes: Buffer): Message => ({
  id: 'm',
  connectionId: 'c',
  kind: 'http-request',
  direction: 'client-to-server',
  startedDateTime: 0,
  wire: 'tls',
  request: { method: 'POST', target: '/', version: '1.1', headers: ['Content-Type', 'application/octet-stream'] },
  body: { bytes, size: bytes.length, truncated: false },
});

describe('compressed data inside bytes of an unknown format', () => {
  const decoder = createDecoder();
  it.each([
    ['gzip', gzipSync(document)],
    ['zlib', deflateSync(document)],
    ['zstd', zstdFrame(document)],
  ] as const)('is found whatever follows, however long: %s', (_, packed) => {
    for (const size of [300, 5_000, 60_000, 100_000, 120_000, 131_000, 180_000, 262_000, 600_000]) {
      for (const at of [1, size >> 1, size - packed.length]) {
        const bytes = noise(size);
        packed.copy(bytes, at);
        const { fields } = decoder.decode(carrying(bytes));
        expect(
          fields.some((field) => field.value === value),
          `${size} bytes, at ${at}`,
        ).toBe(true);
      }
    }
  });
});
