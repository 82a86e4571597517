import { expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

it('expands groups of groups to countries', () => {
  const { groups } = load('regions: { groups: { home: [US, CA, US], wider: [home, eu, GB] } }');
  expect(groups).toEqual(
    new Map([
      ['home', ['US', 'CA']],
      ['wider', ['US', 'CA', 'DE', 'FR', 'GB']],
    ]),
  );
});

it('lets a ruleset redefine a built-in group', () => {
  expect(load('regions: { groups: { eu: [DE] } }').groups.get('eu')).toEqual(['DE']);
});

it.each<[member: string, expected: string]>([
  [
    'eu-adequate',
    'r.yaml:2:26: `eu-adequate` covers US in part only, so it cannot stand inside another group: name the countries you mean',
  ],
  ['g', 'r.yaml:2:26: the region group `g` holds itself'],
  ['UK', 'r.yaml:2:26: unknown country `UK`; did you mean `GB`?'],
  ['us', 'r.yaml:2:26: unknown group `us`: countries are written in upper case, `US`'],
  ['EU', 'r.yaml:2:26: unknown country `EU`: groups are written in lower case, `eu`'],
  ['eu-adequat', 'r.yaml:2:26: unknown region group `eu-adequat`; did you mean `eu-adequate`?'],
])('refuses %s', (member, expected) => {
  expect(problems(`regions: { groups: { g: [${member}] } }`)).toEqual([expected]);
});
