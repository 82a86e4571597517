import { describe, expect, it } from 'vitest';
import { integerForms } from '../../../rules/compile/integer-forms.js';

const texts = (text: string) => integerForms(text).map((form) => form.text);

describe('integerForms', () => {
  it('separates thousands as countries and programs do', () => {
    expect(texts('1848314487')).toEqual(
      expect.arrayContaining(['1,848,314,487', '1.848.314.487', '1 848 314 487', '1_848_314_487', "1'848'314'487"]),
    );
    expect(texts('234567890')).toContain('234,567,890');
  });

  it('writes hexadecimal digits behind what says that they are, in either case', () => {
    expect(texts('1848314487')).toEqual(expect.arrayContaining(['0x6e2b0a77', '0x6E2B0A77']));
    expect(texts('1848314487')).not.toContain('6e2b0a77');
  });

  it.each(['123456', '0123456789', '-1848314487', '18483144.87', 'x', '', '1'.repeat(21)])('writes nothing of %j', (text) => {
    expect(texts(text)).toEqual([]);
  });

  it('asks for edges, so that a part of a longer number or word is none', () => {
    for (const { boundary } of integerForms('1848314487')) expect(boundary).not.toBe('none');
  });
});
