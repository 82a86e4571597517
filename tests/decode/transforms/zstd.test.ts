import { describe, expect, test } from 'vitest';
import { Source } from '../../../decode/source.js';
import { zstd } from '../../../decode/transforms/zstd.js';
import { story, zstdBomb, zstdFrame } from './compressed.js';

const undo = (bytes: Buffer, allowance = 1e6, declared = true) => zstd.undo(Source.ofBytes(bytes), allowance, declared);

describe('zstd', () => {
  test('gives back what was compressed', () => {
    const packed = zstdFrame(Buffer.from(story));
    expect(zstd.looksLikeBytes!(packed)).toBe(true);
    const [undone] = undo(packed);
    expect(undone!.source.bytes.toString()).toBe(story);
    expect(undone!.flaw).toBeUndefined();
  });

  test('reads a compressed block as other encoders write it', () => {
    const packed = Buffer.from('KLUv/STATQEABAJ0aGUgcHVycGxlIGhlcm9uIGxhbmRzIGF0IG5vb247IAEA6AxKPQHrChwY', 'base64');
    const [undone] = undo(packed);
    expect(undone!.source.bytes.toString()).toBe('the purple heron lands at noon; '.repeat(6));
    expect(undone!.flaw).toBeUndefined();
  });

  test('frames that follow each other are one', () => {
    const [undone] = undo(Buffer.concat([zstdFrame(Buffer.from('one ')), zstdFrame(Buffer.from('two'))]));
    expect(undone!.source.bytes.toString()).toBe('one two');
  });

  test('over its allowance, gives no more than that', () => {
    const [undone] = undo(zstdBomb(1000), 1 << 20);
    expect(undone!.flaw).toBe('limit');
    expect(undone!.source.length).toBeLessThanOrEqual(1 << 20);
  });

  test('cut short, says so', () => {
    const packed = zstdFrame(Buffer.from(story.repeat(40)));
    const [undone] = undo(packed.subarray(0, packed.length - 100), 1e7);
    expect(undone!.flaw).toBe('cut');
    expect(undone!.source.length).toBeGreaterThan(0);
  });

  test('a frame that asks for a huge window is refused', () => {
    const greedy = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa0]), Buffer.from([9, 0, 0]), Buffer.alloc(20)]);
    const [undone] = undo(greedy);
    expect(undone!.flaw).toBeDefined();
    expect(undone!.source.length).toBe(0);
  });

  test('is not fooled when nothing declares it', () => {
    expect(undo(Buffer.from('(plain text, not compressed at all'), 1e6, false)).toEqual([]);
  });
});
