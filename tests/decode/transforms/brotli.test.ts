import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Source } from '../../../decode/source.js';
import { brotli } from '../../../decode/transforms/brotli.js';
import { story } from './compressed.js';

const packed = brotliCompressSync(story);
const undo = (bytes: Buffer, allowance = 1e6, declared = true) => brotli.undo(Source.ofBytes(bytes), allowance, declared);

describe('br', () => {
  test('gives back what was compressed', () => {
    const [undone, more] = undo(packed);
    expect(undone).toMatchObject({ start: 0, end: packed.length, sure: 'certain' });
    expect(undone!.source.bytes.toString()).toBe(story);
    expect(undone!.flaw).toBeUndefined();
    expect(more).toBeUndefined();
  });

  test('cut short, gives what came before', () => {
    const [undone] = undo(packed.subarray(0, packed.length >> 1));
    expect(undone!.flaw).toBe('cut');
    expect(undone!.source.length).toBeGreaterThan(500);
    expect(story.startsWith(undone!.source.bytes.toString())).toBe(true);
  });

  test('over its allowance, gives as much as that', () => {
    const [undone] = undo(packed, 1000);
    expect(undone!.flaw).toBe('limit');
    expect(undone!.source.length).toBeLessThanOrEqual(1000);
  });

  test('is not fooled when nothing declares it', () => {
    expect(undo(Buffer.from('plain text, not compressed at all'), 1e6, false)).toEqual([]);
  });
});
