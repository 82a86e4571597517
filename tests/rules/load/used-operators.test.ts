import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const shipped = {
  operators: new Map([
    ['agora', { domains: ['agora.example'], asns: [[64500, 'Agora']] as const }],
    ['zoom', { domains: ['zoom.example'], asns: [] }],
    ['adsy', { domains: ['adsy.example'], asns: [] }],
  ]),
  operatorGroups: new Map([['voice-services', ['agora', 'zoom']]]),
};
const ruleOn = (operator: string) => `rules: [{ id: r, never: { operator: ${operator} } }]`;
const loaded = (body: string) => load(body, {}, shipped);

describe('usedOperators', () => {
  it('brings in what rules name, by name or group, and nothing else', () => {
    const byName = loaded(ruleOn('agora'));
    expect([...byName.operators.values()]).toEqual([
      { name: 'agora', place: { file: 'plainsight:operators', line: 1, column: 1 }, domains: ['agora.example'], asns: [64500] },
    ]);
    expect(byName).not.toHaveProperty('operatorGroups');
    const byGroup = loaded(ruleOn('{ notIn: [voice-services] }'));
    expect([...byGroup.operators.keys()]).toEqual(['agora', 'zoom']);
    expect(byGroup.operatorGroups).toEqual(new Map([['voice-services', ['agora', 'zoom']]]));
    expect(loaded('rules: []').operators.size).toBe(0);
  });

  it('lets a ruleset’s own entry replace one of ours, in groups, too, and a group itself', () => {
    const own = loaded(`operators: { agora: { domains: [ours.example] } }\n${ruleOn('voice-services')}`);
    expect(own.operators.get('agora')).toMatchObject({ domains: ['ours.example'], asns: [], place: { file: 'r.yaml' } });
    expect(own.operators.get('zoom')).toMatchObject({ domains: ['zoom.example'] });
    const group = loaded(`operators: { voice-services: { domains: [ours.example] } }\n${ruleOn('voice-services')}`);
    expect([...group.operators.keys()]).toEqual(['voice-services']);
    expect(group).not.toHaveProperty('operatorGroups');
  });

  it('names the nearest for one that nobody knows', () => {
    expect(problems(ruleOn('agroa'), {}, shipped)).toEqual(['r.yaml:2:37: unknown operator `agroa`; did you mean `agora`?']);
    expect(problems(ruleOn('voice-service'), {}, shipped)).toEqual([
      'r.yaml:2:37: unknown operator `voice-service`; did you mean `voice-services`?',
    ]);
  });
});
