import { describe, expect, it } from 'vitest';
import { lintRuleset } from '../../rules/lint-ruleset.js';
import { load } from './load/load-harness.js';

const lint = (body: string, files: Readonly<Record<string, string>> = {}): readonly string[] =>
  lintRuleset(load(body, files)).map(({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`);

describe('lintRuleset', () => {
  it('has nothing to say of a sound ruleset', () => {
    expect(lint('fields: { f: { values: [abcdef1234] } }\nrules: [{ id: r, fields: [f], never: { wire: cleartext } }]')).toEqual([]);
  });

  it('names fields that nothing uses, but not those of packs', () => {
    const files = { 'packs/p.yaml': 'plainsight: 1\nfields: { spare: { names: [x] } }' };
    expect(
      lint(
        'extends: [plainsight:p]\nfields: { used: { names: [a] }, dead: { names: [b] }, hoped: { names: [c] } }\n' +
          'rules: [{ id: r, fields: [used], failFrom: name, never: anywhere }]\nexpect: [{ id: e, field: hoped }]',
        files,
      ),
    ).toEqual(['r.yaml:3:33: no rule or expectation uses the field `dead`']);
  });

  it('names operators that no rule uses', () => {
    const body = 'operators: { a: { asns: [1] }, b: { asns: [2] }, c: { asns: [3] } }\n';
    expect(lint(`${body}rules: [{ id: r, never: [{ operator: a }, { operator: { notIn: [b] } }] }]`)).toEqual([
      'r.yaml:2:50: no rule uses the operator `c`',
    ]);
  });

  it.each<[rest: string, reason: string]>([
    ['when: { direction: server-to-client }, never: { location: [url, query] }', 'a response has no url or query'],
    ['when: { location: body }, never: { location: header }', 'the locations of its `when` and its `never` exclude each other'],
    ['when: { location: body }, never: { location: { notIn: body } }', 'the locations of its `when` and its `never` exclude each other'],
    ['never: { wire: cleartext, tls: { below: TLSv1.2 } }', 'what is in cleartext has no TLS version'],
    ['when: { before: a, during: a }, never: anywhere', 'nothing is both before and during `a`'],
    ['when: { before: a, after: a }, never: anywhere', 'nothing is both before and after `a`'],
  ])('finds that a rule can never fire: %s', (rest, reason) => {
    expect(lint(`rules: [{ id: r, fields: [credit-card], ${rest} }]`)).toEqual([`r.yaml:2:15: the rule \`r\` can never fire: ${reason}`]);
  });

  it.each([
    'when: { direction: server-to-client }, never: [{ location: url }, { wire: cleartext }]',
    'when: { direction: server-to-client }, never: { location: [url, body] }',
    'when: { before: [a, b], during: a }, never: anywhere',
    'when: { direction: server-to-client }, never: { location: cookie }',
    'when: { direction: server-to-client }, never: { location: name }',
    'level: note, when: { location: body }, never: { location: { notIn: header } }',
  ])('does not cry wolf: %s', (rest) => {
    expect(lint(`rules: [{ id: r, fields: [credit-card], ${rest} }]`)).toEqual([]);
  });

  it('finds suppressions that others cover', () => {
    const body = `rules: [{ id: r, never: { region: CN } }]
suppressions:
  - { rule: r, host: a.example, reason: x, until: 2027-06-01 }
  - { rule: r, host: a.example, path: /v1, reason: x, until: 2027-01-01 }
  - { rule: r, host: a.example, path: /v2, reason: x, until: 2027-12-01 }
  - { rule: r, host: b.example, reason: x, until: 2027-01-01 }
  - { rule: r, host: b.example, reason: y, until: 2027-06-01 }`;
    expect(lint(body)).toEqual([
      'r.yaml:5:5: the suppression in r.yaml:4 covers this one: keep one of them',
      'r.yaml:8:5: the suppression in r.yaml:7 covers this one: keep one of them',
    ]);
  });

  it('repeats the warnings of loading', () => {
    expect(lint('blindSpots: [{ host: a.example, reason: x, until: 2026-11-02 }]')).toEqual([
      'r.yaml:2:14: this blind spot ends tomorrow, on 2026-11-02',
    ]);
  });
});
