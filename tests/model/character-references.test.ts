import { describe, expect, it } from 'vitest';
import { characterReferences, longestReference } from '../../model/character-references.js';

describe('characterReferences', () => {
  it.each([
    ['nbsp', '\u00a0'],
    ['iexcl', '¡'],
    ['shy', '\u00ad'],
    ['para', '¶'],
    ['iquest', '¿'],
    ['Agrave', 'À'],
    ['times', '×'],
    ['szlig', 'ß'],
    ['eacute', 'é'],
    ['divide', '÷'],
    ['yuml', 'ÿ'],
  ])('&%s; of Latin-1 is %j', (name, character) => {
    expect(characterReferences.get(name)).toBe(character);
  });

  it.each([
    ['amp', '&'],
    ['AMP', '&'],
    ['lt', '<'],
    ['gt', '>'],
    ['quot', '"'],
    ['apos', "'"],
    ['commat', '@'],
    ['period', '.'],
    ['plus', '+'],
    ['lowbar', '_'],
    ['hyphen', '‐'],
    ['euro', '€'],
    ['Yuml', 'Ÿ'],
  ])('&%s; is %j', (name, character) => {
    expect(characterReferences.get(name)).toBe(character);
  });

  it('has every character of the upper half of Latin-1', () => {
    const characters = new Set(characterReferences.values());
    const missing = Array.from({ length: 96 }, (_, index) => String.fromCharCode(0xa0 + index)).filter((each) => !characters.has(each));
    expect(missing).toEqual([]);
  });

  it('has the punctuation that addresses, phone numbers and JSON are written with', () => {
    const characters = new Set(characterReferences.values());
    expect([...'!"#$%&\'()*+,./:;<=>?@[\\]^_`{|}'].filter((each) => !characters.has(each))).toEqual([]);
  });

  it('has a name as HTML writes one for one character each', () => {
    for (const [name, character] of characterReferences) {
      expect(name).toMatch(/^[A-Za-z]+[0-9]{0,2}$/);
      expect(character, name).toHaveLength(1);
    }
  });

  it('tells names by their case', () => {
    expect([characterReferences.get('Eacute'), characterReferences.get('eacute'), characterReferences.get('EACUTE')]).toEqual([
      'É',
      'é',
      undefined,
    ]);
    expect(characterReferences.get('toString')).toBeUndefined();
  });

  it('says how long the longest is', () => {
    expect(longestReference).toBe('DiacriticalGrave'.length);
    expect([...characterReferences.keys()].every((name) => name.length <= longestReference)).toBe(true);
  });
});
