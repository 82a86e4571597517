import { describe, expect, it } from 'vitest';
import { nameForms } from '../../../rules/compile/name-forms.js';

describe('nameForms', () => {
  it('writes a name in both orders, with what programs put between its parts, and without accents', () => {
    const { written, hashed } = nameForms('Zo\u00eb Marlow Quint');
    for (const form of ['Zo\u00eb Marlow Quint', 'Quint, Zo\u00eb Marlow', 'Quint.Zo\u00eb.Marlow', 'Zoe_Marlow_Quint', 'ZoeMarlowQuint'])
      expect(written).toContain(form);
    expect(hashed).toContain('zoe marlow quint');
  });

  it('leaves one part as it is, and a short name apart', () => {
    expect(nameForms('Quintessa').written).toEqual(['Quintessa', 'QUINTESSA', 'quintessa']);
    expect(nameForms('Al Bo').written).not.toContain('AlBo');
  });
});
