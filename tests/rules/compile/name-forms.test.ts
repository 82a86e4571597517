import { describe, expect, it } from 'vitest';
import { nameForms } from '../../../rules/compile/name-forms.js';

describe('nameForms', () => {
  it('writes a name in both orders, with what programs put between its parts, and without accents', () => {
    const { written, hashed } = nameForms('Zo\u00eb Marlow Quint');
    for (const form of ['Zo\u00eb Marlow Quint', 'Quint, Zo\u00eb Marlow', 'Quint.Zo\u00eb.Marlow', 'Zoe_Marlow_Quint', 'ZoeMarlowQuint'])
      expect(written).toContain(form);
    expect(hashed).toContain('zoe marlow quint');
  });

  it('writes letters that keyboards lack as one letter, and as two', () => {
    expect(nameForms('Ottoline F\u00e6rgeland').written).toContain('Ottoline Faergeland');
    expect(nameForms('J\u00fcrgen Stra\u00dfer').written).toEqual(expect.arrayContaining(['Jurgen Strasser', 'Juergen Strasser']));
    expect(nameForms('\u00d8yvind \u00c5s').written).toEqual(expect.arrayContaining(['Oyvind As', 'Oeyvind Aas']));
  });

  it('leaves one part as it is, and a short name apart', () => {
    expect(nameForms('Quintessa').written).toEqual(['Quintessa', 'QUINTESSA', 'quintessa']);
    expect(nameForms('Al Bo').written).not.toContain('AlBo');
  });
});
