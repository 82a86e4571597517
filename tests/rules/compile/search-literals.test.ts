import { describe, expect, it } from 'vitest';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import { searchLiterals } from '../../../rules/compile/search-literals.js';

const literalsOf = (...values: string[]) =>
  searchLiterals(values.map((value, id) => ({ ...plantedForms(value, { salts: [], hmacKeys: [] }), id, field: 0 })));
const finds = (value: string, written: string | Buffer): boolean => {
  const { texts, bytes } = literalsOf(value);
  const buffer = Buffer.from(written as string);
  return texts(buffer, buffer.length, false) || bytes(buffer, 0, buffer.length);
};

describe('searchLiterals', () => {
  it('finds a value as it stands and in UTF-16; the encodings of tokens are undone elsewhere', () => {
    const value = 'u-7f3a9c21d0';
    for (const written of [value, value.toUpperCase()]) expect(finds(value, written), written).toBe(true);
    expect(finds(value, Buffer.from(value, 'utf16le'))).toBe(true);
    expect(finds(value, Buffer.from(value, 'utf16le').swap16())).toBe(true);
    expect(finds(value, 'u-7f3a9c21d1')).toBe(false);
  });

  it('finds text beyond ASCII in each of its charsets', () => {
    const value = 'Ünïcøde-näme';
    expect(finds(value, value)).toBe(true);
    expect(finds(value, Buffer.from(value, 'latin1'))).toBe(true);
    expect(finds(value, Buffer.from(value, 'utf16le'))).toBe(true);
    expect(finds(value, Buffer.from(value, 'utf16le').swap16())).toBe(true);
    expect(finds('the purple heron', 'the+purple+heron')).toBe(true);
  });

  it('finds the bytes of numbers, raw and as characters', () => {
    expect(finds(String(0xfeedbeed), Buffer.from([0xfe, 0xed, 0xbe, 0xed]))).toBe(true);
    expect(finds(String(0xfeedbeed), '\u00fe\u00ed\u00be\u00ed')).toBe(true);
  });

  it('says what a token must have to matter', () => {
    expect(literalsOf('room-4415-blue')).toMatchObject({ leastToken: 14, ascii: true });
    expect(literalsOf('docomo')).toMatchObject({ leastToken: 8 });
    expect(literalsOf('Zürich-12')).toMatchObject({ ascii: false });
  });
});
