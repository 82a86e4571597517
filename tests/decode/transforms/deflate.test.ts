import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Source } from '../../../decode/source.js';
import { deflate } from '../../../decode/transforms/deflate.js';
import { story } from './compressed.js';

const packed = deflateSync(story);
const undo = (bytes: Buffer, allowance = 1e6, declared = true) => deflate.undo(Source.ofBytes(bytes), allowance, declared);

describe('deflate', () => {
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

describe('deflate, its two forms', () => {
  test('raw deflate is read when it is declared', () => {
    const [undone] = undo(deflateRawSync(story));
    expect(undone!.source.bytes.toString()).toBe(story);
    expect(undone!.flaw).toBeUndefined();
  });

  test('the header of zlib must fit its check value', () => {
    expect(deflate.looksLikeBytes!(packed)).toBe(true);
    expect(deflate.looksLikeBytes!(Buffer.from('x^2 + y^2'))).toBe(true);
    expect(deflate.looksLikeBytes!(Buffer.from('xylophone'))).toBe(false);
  });

  test('text that has the same first bytes is not taken for it', () => {
    expect(undo(Buffer.from('x^2 + y^2 = z^2'), 1e6, false)).toEqual([]);
  });
});
