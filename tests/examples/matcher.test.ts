import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { vin } from '../../examples/matcher/vin.js';
import { defaultContext } from '../../rules/load/default-context.js';
import { loadRuleset } from '../../rules/load/load-ruleset.js';
import { repositoryFile } from '../docs/repository.js';

const { find } = vin.prepare({});
const values = (text: string) => find(text, {}).map(({ value }) => value);

describe('the matcher that CONTRIBUTING.md adds', () => {
  it.each([
    ['1M8GDM9AXKP042788', '1M8GDM9AXKP042788'],
    ['the car is 1HGCM82633A004352.', '1HGCM82633A004352'],
    ['{"vin":"1HGCM82633A004352"}', '1HGCM82633A004352'],
  ])('finds %s', (text, value) => {
    expect(values(text)).toEqual([value]);
  });

  it('says where it stood', () => {
    expect(find('of 1M8GDM9AXKP042788', {})).toEqual([{ start: 3, end: 20, value: '1M8GDM9AXKP042788', recognisedAs: 'checksum' }]);
  });

  it.each([
    ['a wrong check digit', '1M8GDM9A1KP042788'],
    ['in the middle of a token', 'x1M8GDM9AXKP042788'],
    ['in lower case', '1m8gdm9axkp042788'],
    ['too short', '1M8GDM9AXKP04278'],
    ['a letter that no such number has', '1O8GDM9AXKP042788'],
    ['digits alone', '11111111111111111'],
    ['nothing', ''],
  ])('does not find: %s', (_why, text) => {
    expect(values(text)).toEqual([]);
  });

  it('can be named by a ruleset once it is in the list', () => {
    const base = defaultContext({ env: {}, now: Date.UTC(2026, 10, 21) });
    const text = 'plainsight: 1\nrules: [{ id: no-vin, fields: [vin], never: anywhere }]\n';
    const context = { ...base, matchers: new Map([...base.matchers, [vin.name, vin]]), readFile: () => text };
    expect(loadRuleset(['r.yaml'], context).rules.map(({ id }) => id)).toEqual(['no-vin']);
  });

  it('stands in CONTRIBUTING.md as it stands in examples/', () => {
    const contributing = readFileSync(repositoryFile('CONTRIBUTING.md'), 'utf8');
    const shown = /```ts\n(import type \{ Match, Matcher \}[\s\S]*?)```/.exec(contributing)?.[1];
    const source = readFileSync(repositoryFile('examples/matcher/vin.ts'), 'utf8');
    expect(shown).toBe(source.replace('../../rules/matchers/matcher.js', './matcher.js'));
  });
});
