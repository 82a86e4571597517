import { describe, expect, it } from 'vitest';
import { unusedNames } from '../../../rules/lint/unused-names.js';
import { load } from '../load/load-harness.js';
import { lintWith } from './lint-with.js';

const lint = lintWith(unusedNames);

describe('unusedNames', () => {
  it('names fields that nothing uses, but not those of packs', () => {
    const files = { 'packs/p.yaml': 'plainsight: 1\nfields: { spare: { names: [x] } }' };
    expect(
      lint(
        'extends: [plainsight:p]\nfields: { used: { names: [a] }, dead: { names: [b] }, hoped: { names: [c] } }\n' +
          'rules: [{ id: r, fields: [used], failFrom: name, never: anywhere }]\nexpect: [{ id: e, field: hoped }]',
        files,
      ),
    ).toEqual(['r.yaml:3:33: no rule or expectation uses the field `dead`: use it, or remove it']);
  });

  it('takes a rule that is switched off for none', () => {
    const body = 'fields: { f: { names: [a] } }\nrules: [{ id: r, fields: [f], failFrom: name, never: anywhere }]\n';
    expect(lint(body)).toEqual([]);
    expect(lint(`${body}levels: { r: off }`)).toHaveLength(1);
  });

  it('names operators that no rule uses', () => {
    const body = 'operators: { a: { asns: [1] }, b: { asns: [2] }, c: { asns: [3] } }\n';
    expect(lint(`${body}rules: [{ id: r, never: [{ operator: a }, { operator: { notIn: [b] } }] }]`)).toEqual([
      'r.yaml:2:50: no rule uses the operator `c`: use it, or remove it',
    ]);
    const shipped = { operators: new Map(), operatorGroups: new Map([['voice', ['a']]]) };
    const own = load('operators: { a: { asns: [1] } }\nrules: [{ id: r, never: { operator: voice } }]', {}, shipped);
    expect(unusedNames(own)).toEqual([]);
  });
});
