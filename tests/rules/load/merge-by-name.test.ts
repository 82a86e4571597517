import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const version = 'plainsight: 1\n';

describe('merging', () => {
  it('lets the outer file win for hosts and groups', () => {
    const ruleset = load('extends: [a.yaml]\nhosts: { x: [outer.example] }\nregions: { groups: { g: [US] } }', {
      'a.yaml': `${version}hosts: { x: [inner.example], y: [y.example] }\nregions: { groups: { g: [CN] } }`,
    });
    expect([ruleset.hosts.get('x'), ruleset.hosts.get('y'), ruleset.groups.get('g')]).toEqual([['outer.example'], ['y.example'], ['US']]);
  });

  it('names both places where siblings disagree', () => {
    const files = {
      'a.yaml': `${version}hosts: { x: [a.example] }\nfields: { f: { values: [abcdef1234], as: token } }`,
      'b.yaml': `${version}hosts: { x: [b.example] }\nfields: { f: { values: [abcdef1234], as: text } }`,
    };
    expect(problems('extends: [a.yaml, b.yaml]', files)).toEqual([
      'b.yaml:2:10: the host list `x` is given differently in a.yaml:2:10; say which holds in a file that extends both',
      'b.yaml:3:42: `as` of the field `f` is given differently in a.yaml:3:42; say which holds in a file that extends both',
    ]);
    expect(problems('extends: [a.yaml, b.yaml]\nhosts: { x: [c.example] }\nfields: { f: { names: [f], as: text } }', files)).toEqual([]);
  });

  it('does not call it a disagreement when one sibling has replaced what the other passes on', () => {
    const files = {
      'base.yaml': `${version}hosts: { x: [base.example] }`,
      'a.yaml': `${version}extends: [base.yaml]`,
      'b.yaml': `${version}extends: [base.yaml]\nhosts: { x: [b.example] }`,
    };
    expect(load('extends: [a.yaml, b.yaml]', files).hosts.get('x')).toEqual(['b.example']);
  });

  it('lets an outer rule replace an inner one, and records when that lowers it', () => {
    const ruleset = load('extends: [a.yaml]\nrules: [{ id: r, level: note, never: { region: CN } }]', {
      'a.yaml': `${version}rules: [{ id: r, never: { region: US } }]`,
    });
    expect(ruleset.rules).toMatchObject([{ id: 'r', level: 'note', never: [{ region: { members: ['CN'] } }] }]);
    expect(ruleset.levelChanges).toMatchObject([{ ruleId: 'r', from: 'error', to: 'note', place: { file: 'r.yaml', line: 3 } }]);
  });
});
