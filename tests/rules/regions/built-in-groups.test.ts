import { describe, expect, it } from 'vitest';
import { builtInGroups } from '../../../rules/regions/built-in-groups.js';
import { isCountryCode } from '../../../rules/regions/country-codes.js';

const countries = (name: string): readonly string[] => builtInGroups.get(name)?.countries ?? [];

describe('built-in groups', () => {
  it('are these', () => {
    expect([...builtInGroups.keys()].sort()).toEqual([
      'cn-mainland',
      'eea',
      'eu',
      'eu-adequate',
      'jp-equivalent',
      'ru',
      'uk-adequate',
      'us-doj-concern',
    ]);
  });

  it.each([...builtInGroups])('%s is made of countries, dated and sourced', (name, group) => {
    expect(group.name).toBe(name);
    expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    for (const country of group.countries) expect(isCountryCode(country), country).toBe(true);
    expect(new Set(group.countries).size).toBe(group.countries.length);
    for (const country of group.partial) expect(group.countries).toContain(country);
    expect(group.asOf < group.expires).toBe(true);
    expect(group.expires).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(group.source).not.toBe('');
  });

  it('have the members they should', () => {
    expect(countries('eu')).toHaveLength(27);
    expect(countries('eea')).toHaveLength(30);
    expect(countries('eu')).not.toContain('GB');
    expect(countries('eea')).toEqual(expect.arrayContaining(['IS', 'LI', 'NO']));
    expect(countries('us-doj-concern')).toEqual(['CN', 'HK', 'MO', 'CU', 'IR', 'KP', 'RU', 'VE']);
    expect(countries('cn-mainland')).toEqual(['CN']);
    expect(countries('eu-adequate')).toContain('BR');
    expect(countries('jp-equivalent')).toEqual([...countries('eea'), 'GB']);
    expect(builtInGroups.get('eu-adequate')?.partial).toEqual(['CA', 'JP', 'US']);
  });
});
