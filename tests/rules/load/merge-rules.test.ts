import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const version = 'plainsight: 1\n';
const pack = `${version}fields: { mail: { matchers: [email] } }
rules:
  - { id: a, fields: [mail], failFrom: pattern, never: { wire: cleartext } }
  - { id: b, level: warning, fields: [credit-card], never: { wire: cleartext } }
`;

describe('levels', () => {
  const files = {
    'packs/p.yaml': pack,
    'packs/q.yaml': `${version}extends: [plainsight:p]\nlevels: { p/b: error }\nrules: [{ id: c, never: { region: CN } }]`,
  };
  const levels = (body: string): Readonly<Record<string, string>> =>
    Object.fromEntries(load(`extends: [plainsight:q]\n${body}`, files).rules.map(({ id, level }) => [id, level]));

  it('prefixes each rule with its own pack, once', () => {
    expect(levels('')).toEqual({ 'p/a': 'error', 'p/b': 'error', 'q/c': 'error' });
  });

  it('takes exact names before globs, whatever their order', () => {
    expect(levels('levels: { p/a: note, "p/*": off }')).toEqual({ 'p/a': 'note', 'p/b': 'off', 'q/c': 'error' });
    expect(levels('levels: { "*": warning }')).toEqual({ 'p/a': 'warning', 'p/b': 'warning', 'q/c': 'warning' });
  });

  it('refuses globs that disagree', () => {
    expect(problems('extends: [plainsight:q]\nlevels: { "p/*": off, "*/a": note }', files)).toEqual([
      'r.yaml:3:23: `*/a` and `p/*` give `p/a` different levels: give it one by its exact name',
    ]);
  });

  it('records what was lowered or switched off, not what was raised', () => {
    const { levelChanges } = load('extends: [plainsight:p]\nlevels: { p/a: off, p/b: error }', files);
    expect(levelChanges).toEqual([{ ruleId: 'p/a', from: 'error', to: 'off', place: { file: 'r.yaml', line: 3, column: 11 } }]);
  });

  it('refuses to raise a rule to error that could then never fail', () => {
    const weak = { 'packs/w.yaml': `${version}rules: [{ id: a, level: note, fields: [email], never: anywhere }]` };
    expect(problems('extends: [plainsight:w]\nlevels: { w/a: error }', weak)).toEqual([
      expect.stringMatching(/^r\.yaml:3:11: the rule `w\/a` can never fail/),
    ]);
    expect(problems('extends: [plainsight:w]', weak)).toEqual([]);
  });

  it('suggests the pack for a glob', () => {
    expect(problems('extends: [plainsight:q]\nlevels: { "pp/*": off }', files)).toEqual([
      'r.yaml:3:11: `pp/*` matches no rule; did you mean `p/*`?',
    ]);
  });
});
