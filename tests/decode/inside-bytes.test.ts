import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressedInside, textRuns } from '../../decode/inside-bytes.js';
import fc from '../harness/fast-check.js';
import { zstdFrame } from './transforms/compressed.js';

describe('textRuns', () => {
  const runs = (units: string) => [...textRuns(units)].map(({ start, end }) => units.slice(start, end));

  it('finds strings of twelve characters between bytes that are no text', () => {
    expect(runs('\u0000\u0001twelve chars\u00ffand another one\u0080')).toEqual(['twelve chars', 'and another one']);
    expect(runs('\u0000eleven char\u0000')).toEqual([]);
    expect(runs('')).toEqual([]);
  });

  it('takes tabs and line ends for text, other control characters and DEL not', () => {
    expect(runs('\u0000a\tb\r\nc and on\u0000')).toEqual(['a\tb\r\nc and on']);
    expect(runs('five5\u007ffive5\u000bfive5\u001bfive5')).toEqual([]);
  });

  it.each([
    ['$', '{"user":"u-7f3a"}'],
    ['  B*', '["u-7f3a9c2d41"]'],
    ['&', '<user>u-7f3a</user>'],
    ['7', '--boundary\r\nu-7f'],
  ])('cuts off %j, a length or a tag in front of %j', (glued, document) => {
    expect(runs(`\u0000${glued}${document}\u0000`)).toEqual([document]);
  });

  it('leaves text as it is that only has brackets further inside, or begins with one', () => {
    for (const text of ['longer {"a":"b"}', '{"user":"u-7f3a"}', 'a single - dash']) expect(runs(`\u0000${text}`), text).toEqual([text]);
  });

  it('gives runs in order that hold nothing but text, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\u0000', 'ÿ', 'some text of it', '{', '--', 'ab', '\n'), { maxLength: 30 }), (parts) => {
        const units = parts.join('');
        let last = 0;
        for (const { start, end } of textRuns(units)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(units.slice(start, end)).toMatch(/^[\t\n\r -~]{8,}$/);
          last = end;
        }
      }),
    );
  });
});

describe('compressedInside', () => {
  const found = (bytes: Buffer) => [...compressedInside(bytes)].map(({ at, compression }) => `${compression} at ${at}`);
  const behind = (count: number, data: Buffer) => Buffer.concat([Buffer.alloc(count, 0xee), data]);

  it.each([
    ['gzip', gzipSync('value')],
    ['zstd', zstdFrame(Buffer.from('value'))],
    ['deflate', deflateSync('value', { level: 0 })],
    ['deflate', deflateSync('value', { level: 3 })],
    ['deflate', deflateSync('value', { level: 6 })],
    ['deflate', deflateSync('value', { level: 9 })],
  ])('finds %s behind a header', (compression, data) => {
    expect(found(behind(5, data))).toContain(`${compression} at 5`);
  });

  it('leaves the start of the bytes to others', () => {
    expect(found(gzipSync('value'))).not.toContain('gzip at 0');
    expect(found(behind(1, gzipSync('value')))).toContain('gzip at 1');
  });

  it('asks for the whole mark', () => {
    for (const mark of [
      [0x1f, 0x8b, 7],
      [0x1f, 0x8c, 8],
      [0x28, 0xb5, 0x2f, 0xfc],
      [0x78, 0x02],
    ])
      expect(found(behind(1, Buffer.concat([Buffer.from(mark), Buffer.alloc(8)])))).toEqual([]);
  });

  it('passes over marks so near the end that nothing could follow', () => {
    expect(found(behind(1, Buffer.from([0x78, 0x9c, 0, 0, 0, 0, 0, 0])))).toEqual(['deflate at 1']);
    expect(found(behind(1, Buffer.from([0x78, 0x9c, 0, 0, 0, 0, 0])))).toEqual([]);
  });

  it('gives up after so many marks, since each costs a try', () => {
    expect(found(Buffer.alloc(4_096, Buffer.from([0, 0x78, 0x9c, 0])))).toHaveLength(256);
  });

  it('never throws, whatever the bytes, and tells of marks only', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0x1f, 0x8b, 8, 0x28, 0xb5, 0x2f, 0xfd, 0x78, 0x9c, 0), { maxLength: 60 }), (list) => {
        const bytes = Buffer.from(list);
        for (const { at } of compressedInside(bytes)) expect([0x1f, 0x28, 0x78]).toContain(bytes[at]);
      }),
    );
  });
});
