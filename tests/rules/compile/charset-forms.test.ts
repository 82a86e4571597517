import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { charsetForms } from '../../../rules/compile/charset-forms.js';

const formOf = (text: string, charset: string) => charsetForms(text).find((form) => form.charset === charset)?.text;

describe('charsetForms', () => {
  it.each([
    ['田中太郎', 'shift_jis'],
    ['田中太郎', 'euc-jp'],
    ['王小明', 'gb18030'],
    ['王小明', 'big5'],
    ['김철수', 'euc-kr'],
    ['Иван Петров', 'windows-1251'],
    ['Иван Петров', 'koi8-r'],
    ['Łukasz', 'windows-1250'],
    ['田中太郎', 'utf-16le'],
    ['田中太郎', 'utf-16be'],
  ])('writes %s in %s', (text, charset) => {
    const form = formOf(text, charset);
    expect(form).toBeDefined();
    const readings = (['latin1', 'utf8'] as const).map((encoding) => iconv.decode(Buffer.from(form!, encoding), charset));
    expect(readings).toContain(text);
  });

  it('leaves charsets that have not all of the characters', () => {
    expect(formOf('Иван', 'windows-1250')).toBeUndefined();
    expect(formOf('김철수', 'big5')).toBeUndefined();
  });

  it('leaves texts of one byte a character, which are found without, and forms that chance makes', () => {
    for (const text of ['room-4415', 'Jürgen']) expect(charsetForms(text)).toEqual([]);
    expect(charsetForms('王小').every(({ text }) => text.length >= 4)).toBe(true);
    expect(charsetForms('田').filter(({ text }) => text.length < 4)).toEqual([]);
  });
});
