import { describe, expect, it } from 'vitest';
import { undoEscapes } from '../../../rules/compile/undo-escapes.js';
import fc from '../../harness/fast-check.js';

const undo = (text: string, which: 'all' | 'apart' | 'backslashes' = 'all') => {
  const bytes = Buffer.from(text);
  const output = Buffer.alloc(bytes.length);
  const { length, ...rest } = undoEscapes(bytes, 0, bytes.length, output, which);
  return { text: output.toString('utf8', 0, length), ...rest };
};

describe('undoEscapes', () => {
  it('undoes one layer', () => {
    expect(undo('a%40b%2540\\/\\"c\\\\d\\ne')).toEqual({
      text: 'a@b%40/"c\\d\ne',
      changed: true,
      joined: false,
      spaced: false,
      mixed: true,
      coded: 2,
    });
    expect(undo('100% of %zz and %')).toMatchObject({ text: '100% of %zz and %', changed: false });
    expect(undo('end\\')).toMatchObject({ text: 'end\\', changed: false });
  });

  it('undoes characters by number and by name', () => {
    expect(undo('\\u0040 \\u{1F600} \\x40 %u0040').text).toBe('@ \u{1F600} @ @');
    expect(undo('\\ud83d\\ude00 \\u00e9 \\u3042').text).toBe('\u{1F600} \u00e9 \u3042');
    expect(undo('a&amp;b &#64; &#x40; &commat; &#64x').text).toBe('a&b @ @ @ @x');
    // The percent sign comes first: a semicolon may be behind it.
    expect(undo('&#64%3B').text).toBe('&#64;');
    expect(undo('a+%41')).toMatchObject({ text: 'a+A', spaced: true, coded: 1 });
    expect(undo('&eacute; &gamma; &')).toMatchObject({ text: '\u00e9 &gamma; &', changed: true });
  });

  it('undoes control characters, which tell bytes from text', () => {
    expect(undo('\\b\\f\\v\\0').text).toBe('\b\f\v\0');
  });

  it('keeps a backslash before what is percent-encoded, since it may separate it', () => {
    expect(undo('a\\%2Fb').text).toBe('a\\/b');
  });

  it('leaves what is no escape, as near as it may be', () => {
    for (const text of ['%u00', '&#;', '&#x;', '&;', '&amp', 'a=1&b=2', '&#1114112;', '%', '%2'])
      expect(undo(text), text).toMatchObject({ text, changed: false });
    expect(undo('\\u12 \\u{110000} \\xg0 \\q').text).toBe('u12 u{110000} xg0 q');
    expect(undo('\\ud83dx').text).toBe('\ufffd\ufffd\ufffdx');
  });

  it('undoes the escapes of JSON and JavaScript alone', () => {
    expect(undo('%0\\u0041&amp;', 'backslashes').text).toBe('%0A&amp;');
  });

  it('never writes more than it read', () => {
    const unit = fc.constantFrom('\\', 'u', 'x', '{', '}', '%', '&', '#', ';', '0', 'd', '8', 'f', 'amp', '\u00e9', ' ');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        expect(Buffer.byteLength(text)).toBeGreaterThanOrEqual(
          undoEscapes(Buffer.from(text), 0, Buffer.byteLength(text), Buffer.alloc(400), 'all').length,
        );
      }),
    );
  });

  it('tells separators from what was escaped', () => {
    expect(undo('a/b%2Fc+d', 'apart')).toMatchObject({ text: 'a b/c d', joined: true });
    expect(undo('a/b')).toMatchObject({ text: 'a/b', joined: false });
  });
});
