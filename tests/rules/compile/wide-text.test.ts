import { describe, expect, it } from 'vitest';
import { wideText } from '../../../rules/compile/wide-text.js';

const read = (bytes: Buffer, end = bytes.length) => wideText(bytes, end)?.toString();
const little = (text: string) => Buffer.from(text, 'utf16le');
const utf32 = (text: string) =>
  Buffer.concat([...text].map((character) => Buffer.from([0, 0, character.codePointAt(0)! >> 8, character.codePointAt(0)! & 255])));

describe('wideText', () => {
  it('reads UTF-16 and UTF-32 by mark', () => {
    expect(read(little('\ufeff\u3042b'))).toBe('\ufeff\u3042b');
    expect(read(little('\ufeff\u3042b').swap16())).toBe('\ufeff\u3042b');
    expect(read(utf32('\ufeffab'))).toBe('\ufeffab');
    expect(read(utf32('\ufeffab').swap32())).toBe('\ufeffab');
  });

  it('reads UTF-16 by its zeros', () => {
    expect(read(little('abc'))).toBe('abc');
    expect(read(little('abc').swap16())).toBe('abc');
    expect(read(little('abc'), 5)).toBe('ab');
  });

  it('leaves other bytes', () => {
    for (const bytes of [Buffer.from('abcd'), Buffer.from([0, 0, 0, 1]), Buffer.from([0, 0, 0, 0]), little('a'), Buffer.alloc(0)])
      expect(read(bytes)).toBeUndefined();
    expect(read(Buffer.from([0xff, 0xfe, 0, 0, 0xff, 0xff, 0xff, 0xff]))).toBe('\ufeff\ufffd');
  });
});
