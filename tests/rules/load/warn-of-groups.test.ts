import { describe, expect, it } from 'vitest';
import { load } from './load-harness.js';

const groups = new Map([
  ['eu', { countries: ['DE', 'FR'], partial: [], asOf: '2026-01-01', expires: '2026-10-31' }],
  ['ru', { countries: ['RU'], partial: [], asOf: '2026-01-01', expires: '2026-11-01' }],
]);
const warningsOf = (body: string): readonly string[] =>
  load(body, {}, { groups }).warnings.map(({ message, place }) => `${place.line}:${place.column} ${message}`);
const rule = (id: string, region: string): string => `  - { id: ${id}, never: { region: ${region} } }`;

describe('warnOfGroups', () => {
  it('warns once of a group that was to be checked again, where it is first named', () => {
    expect(warningsOf(['rules:', rule('a', 'eu'), rule('b', '{ notIn: [eu, CA] }')].join('\n'))).toEqual([
      '3:31 the members of `eu` were checked on 2026-01-01 and were to be checked again by 2026-10-31: update Plainsight, or compare them with their source (plainsight rules list --regions) and define the group yourself',
    ]);
  });

  it('is silent on its last day, of groups that are not named, and of the user’s own', () => {
    expect(warningsOf(['rules:', rule('a', 'ru')].join('\n'))).toEqual([]);
    expect(warningsOf('regions: { groups: { home: [US] } }')).toEqual([]);
    expect(warningsOf(['regions: { groups: { eu: [DE] } }', 'rules:', rule('a', 'eu')].join('\n'))).toEqual([]);
  });

  it('warns of a group inside a group', () => {
    expect(warningsOf('regions: { groups: { home: [eu, US] } }')).toHaveLength(1);
  });
});
