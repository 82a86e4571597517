import { expect, it } from 'vitest';
import { zstdFrameLength } from '../../decode/zstd-frame.js';
import fc from '../harness/fast-check.js';

const magic = [0x28, 0xb5, 0x2f, 0xfd];
/** A block's header (RFC 8878, section 3.1.1.2): last, type, size. */
const block = (last: boolean, type: number, size: number, ...content: number[]) => {
  const header = (last ? 1 : 0) | (type << 1) | (size << 3);
  return [header & 255, (header >> 8) & 255, header >> 16, ...content];
};
const frame = (descriptor: number, ...rest: number[]) => Buffer.from([...magic, descriptor, ...rest]);

it('ends behind its last block', () => {
  // One segment, a content size of one byte; a raw block of three.
  const one = frame(0x20, 3, ...block(true, 0, 3, 1, 2, 3));
  expect(zstdFrameLength(one)).toBe(one.length);
  expect(zstdFrameLength(Buffer.concat([one, Buffer.from('what follows')]))).toBe(one.length);
  // A window, no size, a repeated byte which stands there once, and a check value.
  const two = frame(0x04, 0x50, ...block(false, 1, 1_000, 7), ...block(true, 0, 1, 9), 1, 2, 3, 4);
  expect(zstdFrameLength(two)).toBe(two.length);
  // The dictionary's ID in two bytes, the size in eight.
  const three = frame(0xc2, 0x50, 1, 1, ...new Array<number>(8).fill(0), ...block(true, 2, 2, 5, 5));
  expect(zstdFrameLength(three)).toBe(three.length);
});

it('is nothing where it is cut off, or none', () => {
  const whole = frame(0x24, 3, ...block(false, 0, 3, 1, 2, 3), ...block(true, 0, 1, 4), 1, 2, 3, 4);
  for (let length = 0; length < whole.length; length += 1)
    expect(zstdFrameLength(whole.subarray(0, length)), String(length)).toBeUndefined();
  expect(zstdFrameLength(frame(0x20, 3, ...block(true, 3, 3, 1, 2, 3)))).toBeUndefined();
  expect(zstdFrameLength(Buffer.from('no frame at all'))).toBeUndefined();
});

it('passes over frames that hold nothing', () => {
  const skippable = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9]);
  expect(zstdFrameLength(skippable)).toBe(10);
  expect(zstdFrameLength(skippable.subarray(0, 9))).toBeUndefined();
});

it('never lies beyond the bytes, and ends, whatever they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
      const bytes = Buffer.concat([Buffer.from(magic), rest]);
      expect(zstdFrameLength(bytes) ?? 0).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
