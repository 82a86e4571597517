import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Source } from '../../../decode/source.js';
import { gzip } from '../../../decode/transforms/gzip.js';
import { story } from './compressed.js';

const packed = gzipSync(story);
const undo = (bytes: Buffer, allowance = 1e6, declared = true) => gzip.undo(Source.ofBytes(bytes), allowance, declared);

describe('gzip', () => {
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

describe('gzip, its mark', () => {
  test('is recognised, and needs all three bytes', () => {
    expect(gzip.looksLikeBytes!(packed)).toBe(true);
    expect(gzip.looksLikeBytes!(Buffer.from([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBe(false);
    expect(gzip.looksLikeBytes!(packed.subarray(0, 3))).toBe(false);
  });

  test('members that follow each other are one', () => {
    const [undone] = undo(Buffer.concat([gzipSync('one '), gzipSync('two')]));
    expect(undone!.source.bytes.toString()).toBe('one two');
  });

  test('what comes before a broken byte is kept', () => {
    const broken = Buffer.from(packed);
    broken.fill(0xff, broken.length - 600, broken.length - 500);
    const [undone] = undo(broken);
    expect(undone!.flaw).toBe('corrupt');
    expect(undone!.source.length).toBeGreaterThan(1000);
    expect(story.startsWith(undone!.source.bytes.toString('latin1', 0, 1000))).toBe(true);
  });

  test('what comes before rubbish at the end is kept', () => {
    const [undone] = undo(Buffer.concat([gzipSync('hello there'), Buffer.from('rubbish')]));
    expect(undone!.source.bytes.toString()).toBe('hello there');
  });
});
