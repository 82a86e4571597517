import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { formatOperators, formatRegions, formatRules } from '../../cli/format-rule-lists.js';
import { builtInGroups, builtInOperators } from '../../rules/index.js';
import { load } from '../rules/load/load-harness.js';

const paint = picocolors.createColors(false);
const now = Date.UTC(2026, 10, 1);

describe('formatRules', () => {
  const ruleset = load('extends: [plainsight:p]\nrules: [{ id: own, description: Not abroad, level: warning, never: { region: CN } }]', {
    'packs/p.yaml': 'plainsight: 1\nrules: [{ id: cleartext, description: No cleartext, never: { wire: cleartext } }]',
  });

  it('lists rules, with their pack, level and what they are for', () => {
    expect(formatRules(ruleset, false, paint).split('\n')).toEqual([
      'p/cleartext  error    p  No cleartext',
      'own          warning  own  Not abroad',
    ]);
  });

  it('as JSON', () => {
    expect(JSON.parse(formatRules(ruleset, true, paint))).toEqual([
      { id: 'p/cleartext', level: 'error', pack: 'p', description: 'No cleartext', place: 'plainsight:p:2:15' },
      { id: 'own', level: 'warning', pack: null, description: 'Not abroad', place: 'r.yaml:3:15' },
    ]);
  });
});

describe('formatRegions', () => {
  const ruleset = load('regions: { groups: { home: [US, CA], eu: [DE] } }');
  const json = (at = now): Record<string, unknown>[] => JSON.parse(formatRegions(ruleset, builtInGroups, at, true, paint));
  const named = (name: string, at?: number) => json(at).filter((group) => group['name'] === name);

  it('lists own groups, and the built-in ones that they do not replace', () => {
    expect(named('home')).toEqual([
      {
        name: 'home',
        from: 'ruleset',
        countries: ['CA', 'US'],
        partial: [],
        description: null,
        asOf: null,
        source: null,
        expires: null,
        expired: false,
      },
    ]);
    expect(named('eu')).toMatchObject([{ from: 'ruleset', countries: ['DE'] }]);
    expect(json().map((group) => group['name'])).toEqual(expect.arrayContaining([...builtInGroups.keys()]));
  });

  it('says as of when, by what source, and when they expire', () => {
    const [group] = named('eu-adequate');
    const { asOf, source, expires } = builtInGroups.get('eu-adequate')!;
    expect(group).toMatchObject({ from: 'built-in', partial: ['CA', 'JP', 'US'], asOf, source, expires, expired: false });
    expect(named('eu-adequate', Date.parse(expires))).toMatchObject([{ expired: true }]);
  });

  it('for people', () => {
    const { asOf, source, expires } = builtInGroups.get('us-doj-concern')!;
    const text = formatRegions(ruleset, builtInGroups, now, false, paint);
    expect(text).toContain(`home  own\n  CA US\n`);
    expect(text).toContain(
      `us-doj-concern  built-in  countries of concern of the US Department of Justice’s data security programme (28 CFR 202.601)\n  CN CU HK IR KP MO RU VE\n  as of ${asOf}; to be checked again by ${expires}\n  ${source}`,
    );
    expect(text).toMatch(/CA\* .*JP\* .*US\*/);
    expect(formatRegions(ruleset, builtInGroups, Date.parse(expires), false, paint)).toContain(`; expired on ${expires}: check it again`);
  });
});

describe('formatOperators', () => {
  const ruleset = load(
    'operators: { agora: { domains: [ours.example] }, partner: { asns: [64500] } }\nrules: [{ id: r, never: { operator: [agora, partner] } }]',
  );

  it('lists own ones, and the built-in ones that they do not replace, with source and date', () => {
    const listed: Record<string, unknown>[] = JSON.parse(formatOperators(ruleset, builtInOperators, true, paint));
    expect(listed.slice(0, 2)).toEqual([
      { name: 'agora', from: 'ruleset', group: null, title: null, domains: ['ours.example'], asns: [], source: null, asOf: null },
      { name: 'partner', from: 'ruleset', group: null, title: null, domains: [], asns: [64500], source: null, asOf: null },
    ]);
    expect(listed.filter(({ name }) => name === 'agora')).toHaveLength(1);
    expect(listed).toHaveLength(builtInOperators.size + 1);
    const zoom = listed.find(({ name }) => name === 'zoom');
    expect(zoom).toMatchObject({ from: 'built-in', group: 'voice-services', asns: [30103] });
    for (const { from, source, asOf } of listed) {
      if (from === 'ruleset') continue;
      expect(source).not.toBe('');
      expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  it('for people', () => {
    const lines = formatOperators(ruleset, builtInOperators, false, paint).split('\n');
    expect(lines.slice(0, 4)).toEqual(['agora  own', '  ours.example', 'partner  own', '  AS64500']);
    const at = lines.findIndex((line) => line.startsWith('zoom  voice-services  Zoom'));
    expect(lines.slice(at + 1, at + 4)).toEqual([
      expect.stringContaining('zoom.us'),
      '  AS30103',
      expect.stringMatching(/^ {2}as of \d{4}-\d\d-\d\d; https:/),
    ]);
  });
});
