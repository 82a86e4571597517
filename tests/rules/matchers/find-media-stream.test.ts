import { describe, expect, it } from 'vitest';
import { findMediaStream } from '../../../rules/matchers/find-media-stream.js';
import type { MediaKind } from '../../../rules/matchers/media-kind.js';
import fc from '../../harness/fast-check.js';

const all = new Set<MediaKind>(['audio', 'video', 'picture']);

const SETS = '\0\0\x01g\x42\xc0\x1f\xda\0\0\x01h\xce';
/** A frame of 128 kbit/s at 44.1 kHz. */
const MP3 = `\xff\xfb\x90\x00${'x'.repeat(413)}`;

describe('findMediaStream', () => {
  it('finds H.264 by its parameter sets, wherever they stand', () => {
    expect(findMediaStream(`abc${SETS}`, all)).toMatchObject({ format: 'H.264', start: 3 });
    expect(findMediaStream(SETS.replace('\x42', '\x01'), all)).toBeUndefined();
    expect(findMediaStream(SETS.replace('\x1f', '\x77'), all)).toBeUndefined();
    expect(findMediaStream(SETS.slice(0, 8), all)).toBeUndefined();
  });

  it('finds MP3 by three frames, not by two', () => {
    expect(findMediaStream(`ab${MP3.repeat(3)}`, all)).toMatchObject({ format: 'MP3', start: 2 });
    expect(findMediaStream(MP3.repeat(2), all)).toBeUndefined();
    expect(findMediaStream(MP3.repeat(3), new Set<MediaKind>(['video']))).toBeUndefined();
  });

  it('never throws, and stays inside the bytes', () => {
    const fragment = fc.constantFrom(
      '\0\0\x01',
      'g\x42\xc0\x1f',
      'h',
      '@\x01',
      'B\x01',
      'D\x01',
      '\xff\xf1\x50\x80\x01\x1f\xfc',
      '\xff\xfb\x90\0',
      'G',
      '\0',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), (parts) => {
        const bytes = parts.join('');
        const found = findMediaStream(bytes, all);
        if (found === undefined) return;
        expect(found.end).toBeGreaterThan(found.start);
        expect(found.end).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 300 },
    );
  });
});
