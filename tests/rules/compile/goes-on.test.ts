import { describe, expect, it } from 'vitest';
import { goesOn } from '../../../rules/compile/goes-on.js';

const line = (text: string) => goesOn(Buffer.from(`${text}\n`), 0, text.length);

describe('goesOn', () => {
  it('takes a line of whole groups of four for one of several', () => {
    expect(line('QUJD'.repeat(19))).toBe(true);
  });

  it('takes what follows a separator for one', () => {
    expect(line(`data/${'QUJD'.repeat(15)}`)).toBe(true);
  });

  it('passes over lines of another length', () => {
    expect(line('a'.repeat(61))).toBe(false);
    expect(line(`data/${'a'.repeat(61)}`)).toBe(false);
  });
});
