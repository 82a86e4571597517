import { describe, expect, it } from 'vitest';
import { undoEscapes } from '../../../rules/compile/undo-escapes.js';

const undo = (text: string, ascii = true, apart = false) => {
  const bytes = Buffer.from(text);
  const output = Buffer.alloc(bytes.length);
  const { length, ...rest } = undoEscapes(bytes, 0, bytes.length, output, ascii, apart);
  return { text: output.toString('utf8', 0, length), ...rest };
};

describe('undoEscapes', () => {
  it('undoes one layer', () => {
    expect(undo('a%40b%2540\\/\\"c\\\\d\\ne')).toEqual({ text: 'a@b%40/"c\\d\ne', changed: true, opaque: false, joined: false });
    expect(undo('100% of %zz and %')).toMatchObject({ text: '100% of %zz and %', changed: false });
    expect(undo('end\\')).toMatchObject({ text: 'end\\', changed: false });
  });

  it('says what may hide more', () => {
    expect(undo('\\u0040').opaque).toBe(true);
    expect(undo('\\u{40}').opaque).toBe(true);
    expect(undo('\\x40').opaque).toBe(true);
    expect(undo('%u0040').opaque).toBe(true);
    expect(undo('\\u3042')).toMatchObject({ opaque: false, text: '\\u3042' });
    expect(undo('\\u3042', false).opaque).toBe(true);
  });

  it('tells separators from what was escaped', () => {
    expect(undo('a/b%2Fc+d', true, true)).toMatchObject({ text: 'a b/c d', joined: true });
    expect(undo('a/b', true, false)).toMatchObject({ text: 'a/b', joined: false });
  });
});
