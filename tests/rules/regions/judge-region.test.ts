import { describe, expect, it } from 'vitest';
import type { Region } from '../../../model/index.js';
import { judgeRegion } from '../../../rules/regions/judge-region.js';
import type { SetExpression } from '../../../rules/ruleset.js';

const source = { kind: 'database', name: 'a', date: '2026-06-17' } as const;
const at = (...candidates: readonly string[]): Region => ({ candidates, source });
const UNKNOWN: Region = { candidates: 'unknown', source: { kind: 'none', cause: 'private-address' } };
const within = (...members: readonly string[]): SetExpression => ({ mode: 'in', members });
const outside = (...members: readonly string[]): SetExpression => ({ mode: 'notIn', members });
const GROUPS = new Map<string, readonly string[]>([
  ['home', ['US', 'CA']],
  ['partners', ['JP', 'KR*']],
  ['ru', ['RU', 'BY']],
]);

describe('judgeRegion, the set being forbidden,', () => {
  it.each([
    ['the country itself', at('CN'), within('CN'), 'denied'],
    ['another country', at('US'), within('CN'), 'allowed'],
    ['one of several', at('HK'), within('CN', 'HK'), 'denied'],
    ['all candidates inside', at('CN', 'HK'), within('CN', 'HK'), 'denied'],
    ['no candidate inside', at('US', 'JP'), within('CN', 'HK'), 'allowed'],
    ['some candidates inside', at('US', 'CN'), within('CN'), 'undetermined'],
    ['nothing known', UNKNOWN, within('CN'), 'undetermined'],
    ['no candidate left', at(), within('CN'), 'undetermined'],
    ['home, by notIn', at('US'), outside('home'), 'allowed'],
    ['abroad, by notIn', at('CN'), outside('home'), 'denied'],
    ['home or abroad, by notIn', at('US', 'CN'), outside('home'), 'undetermined'],
    ['both abroad, by notIn', at('CN', 'HK'), outside('home'), 'denied'],
    ['nothing known, by notIn', UNKNOWN, outside('home'), 'undetermined'],
    ['group and country together', at('DE'), outside('home', 'DE'), 'allowed'],
    ['a built-in group', at('FR'), outside('eu'), 'allowed'],
    ['outside a built-in group', at('GB'), outside('eu'), 'denied'],
    ['a built-in group redefined', at('BY'), within('ru'), 'denied'],
    ['Norway', at('NO'), within('NO'), 'denied'],
  ] as const)('%s', (_, region, set, verdict) => {
    expect(judgeRegion(region, set, GROUPS)).toEqual({ verdict, conditional: false });
  });
});

describe('a partial member makes it conditional', () => {
  it.each([
    ['outside a group that covers it in part', at('US'), outside('eu-adequate'), 'denied', true],
    ['inside a group that covers it in part', at('US'), within('eu-adequate'), 'denied', true],
    ['a full member of the same group', at('NZ'), outside('eu-adequate'), 'allowed', false],
    ['named beside the group', at('US'), outside('eu-adequate', 'US'), 'allowed', false],
    ['named beside the group, before it', at('US'), within('US', 'eu-adequate'), 'denied', false],
    ['in part and abroad', at('US', 'CN'), outside('eu-adequate'), 'denied', true],
    ['in part or allowed', at('US', 'NZ'), outside('eu-adequate'), 'undetermined', true],
    ["a ruleset's own starred country", at('KR'), outside('partners'), 'denied', true],
    ["a ruleset's own full country", at('JP'), outside('partners'), 'allowed', false],
  ] as const)('%s', (_, region, set, verdict, conditional) => {
    expect(judgeRegion(region, set, GROUPS)).toEqual({ verdict, conditional });
  });
});

it.each([within('nowhere'), outside('nowhere'), within('CN', 'nowhere')])(
  'an unknown group is an error, even where another member decides',
  (set) => {
    expect(() => judgeRegion(at('CN'), set, GROUPS)).toThrow('unknown country group: nowhere');
    expect(() => judgeRegion(UNKNOWN, set, GROUPS)).toThrow('nowhere');
  },
);
