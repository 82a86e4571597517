import { describe, expect, it } from 'vitest';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { contextOf, load, problemsOf } from './load-harness.js';

const file = (scope: string) => `plainsight: 1\nscope: ${scope}\n`;

describe('mergeScope', () => {
  it('takes the outer file’s as a whole', () => {
    const files = { 'base.yaml': file('{ hosts: [a.example], clients: [10.0.0.1] }') };
    expect(load('extends: ./base.yaml', files).scope).toMatchObject({ hosts: ['a.example'], clients: ['10.0.0.1'] });
    const { scope } = load('extends: ./base.yaml\nscope: { hosts: [b.example] }', files);
    expect(scope).toMatchObject({ hosts: ['b.example'], place: { file: 'r.yaml' } });
    expect(scope).not.toHaveProperty('clients');
  });

  it('takes no side between files that disagree', () => {
    const of = (left: string, right: string) => {
      const files = { 'a.yaml': file(left), 'b.yaml': file(right) };
      return problemsOf(() => loadRuleset(['a.yaml', 'b.yaml'], contextOf(files)));
    };
    expect(of('{ hosts: [a.example, b.example] }', '{ hosts: [b.example, a.example] }')).toEqual([]);
    for (const other of ['{ hosts: [b.example] }', '{ hosts: [a.example], clients: [10.0.0.1] }', '{ clients: [10.0.0.1] }'])
      expect(of('{ hosts: [a.example] }', other), other).toEqual([
        'b.yaml:2:1: the scope of the run is given differently in a.yaml:2:1; say which holds in a file that extends both',
      ]);
  });
});
