import { describe, expect, it } from 'vitest';
import { findMediaContainer } from '../../../rules/matchers/find-media-container.js';
import type { MediaKind } from '../../../rules/matchers/media-kind.js';
import fc from '../../harness/fast-check.js';

const all = new Set<MediaKind>(['audio', 'video', 'picture']);

describe('findMediaContainer', () => {
  const wav = 'RIFF\x24\x08\0\0WAVEfmt ';
  const webp = 'RIFF\x24\x08\0\0WEBPVP8 ';

  it('finds the first container of a kind that is asked for', () => {
    expect(findMediaContainer(`\0\0${webp}${wav}`, all)).toMatchObject({ format: 'WebP', start: 2 });
    expect(findMediaContainer(`\0\0${webp}${wav}`, new Set<MediaKind>(['audio']))).toMatchObject({ format: 'WAV', start: 18 });
    expect(findMediaContainer(`\0\0${webp}${wav}`, new Set<MediaKind>(['video']))).toBeUndefined();
  });

  it.each([
    ['\x89PNG\r\n\x1a\n', 'PNG'],
    ['GIF89a\x10\0', 'GIF'],
    ['\xff\xd8\xff\xdb\0C\0', 'JPEG'],
    ['FLV\x01\x05\0\0\0\t', 'FLV'],
    ['\0\0\0\x18ftypheic\0\0\0\0', 'HEIF'],
    ['\0\0\0\x18ftypM4A \0\0\0\0', 'MPEG-4 audio'],
  ])('reads %j as %s', (head, format) => {
    expect(findMediaContainer(head + 'x'.repeat(40), all)?.format).toBe(format);
  });

  it.each(['GIF88a', '\xff\xd8\xff\xe0\0\x10JF', 'ID3\x09', 'FLV\x01\xff', 'ftypisom', '\x1aE\xdf\xa3', 'OggS\x01', '#!AMRx'])(
    'takes %j for none',
    (head) => {
      expect(findMediaContainer(head + 'x'.repeat(40), all)).toBeUndefined();
    },
  );

  it('never throws, and stays inside the bytes', () => {
    const fragment = fc.constantFrom(
      'OggS',
      'RIFF',
      'WAVE',
      'ftyp',
      '\0\0\0\x18',
      '\x1aE\xdf\xa3',
      '\xff\xd8\xff',
      'fLaC\0\0\0"',
      'ID3',
      '#!AMR\n',
      'webm',
      '\0',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 30 }), (parts) => {
        const bytes = parts.join('');
        const found = findMediaContainer(bytes, all);
        if (found === undefined) return;
        expect(found.start).toBeGreaterThanOrEqual(0);
        expect(found.end).toBeGreaterThan(found.start);
        expect(found.end).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 300 },
    );
  });
});
