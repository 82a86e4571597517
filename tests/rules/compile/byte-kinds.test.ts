import { describe, expect, it } from 'vitest';
import { kind, kinds } from '../../../rules/compile/byte-kinds.js';

const of = (character: string) => kinds[character.charCodeAt(0)];

describe('kinds', () => {
  it('puts what base64 and hexadecimal digits are made of below what separates', () => {
    for (const character of 'azAZ09+/-_') expect(of(character), character).toBeLessThan(kind.space);
    for (const character of ' ="\'.,:;{[<\n\t%\\&\u0000\u007f\u00ff') expect(of(character), character).toBeGreaterThanOrEqual(kind.space);
  });

  it('gives every byte one kind', () => {
    const values: readonly number[] = Object.values(kind);
    for (const value of kinds) expect(values).toContain(value);
    expect([of('q'), of('Q'), of('7'), of('_'), of('='), of('\r'), of('\u001f'), of('\u0080')]).toEqual([
      kind.lower,
      kind.upper,
      kind.digit,
      kind.symbol,
      kind.space,
      kind.space,
      kind.control,
      kind.high,
    ]);
  });
});
