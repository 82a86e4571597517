import { describe, expect, it } from 'vitest';
import { lintRuleset } from '../../rules/lint-ruleset.js';
import { lintWith } from './lint/lint-with.js';

const lint = lintWith(lintRuleset);

describe('lintRuleset', () => {
  it('has nothing to say of a sound ruleset', () => {
    expect(
      lint(
        'fields: { f: { values: [abcdef1234], under: [user, $..id] }, s: { learn: [{ host: a.example, path: /login, at: $.token }] } }\n' +
          'rules: [{ id: r, fields: [f, s], when: { after: login }, never: { wire: cleartext } }]\n' +
          'expect: [{ id: e, host: a.example, path: /login }]',
      ),
    ).toEqual([]);
  });

  it('makes every check, each with its place and what to do', () => {
    const body = `passthrough: [p.example]
fields:
  dead: { names: [b], under: ["a[0]"] }
  email: { names: [mail] }
  slow: { patterns: [".*x"] }
rules:
  - { id: r, fields: [email, slow], failFrom: name, when: { direction: server-to-client, before: consent }, never: { location: url } }
  - { id: s, fields: [slow], failFrom: pattern, when: { before: [consent, consnet] }, never: anywhere }
expect: [{ id: e, host: p.example }]
blindSpots:
  - { host: "*.a.example", reason: x, until: 2026-11-02 }
  - { host: a.example, reason: x, until: 2026-11-02 }`;
    const found = lint(body);
    for (const line of found) expect(line).toMatch(/^r\.yaml:\d+:\d+: \S/);
    const said = (text: string) => found.filter((line) => line.includes(text)).length;
    expect(said('this blind spot ends tomorrow')).toBe(2);
    for (const text of [
      'no rule or expectation uses the field `dead`',
      '`a[0]` reads as a path',
      'hides the matcher',
      'without the `.*` in front',
      'can never fire',
      'in cleartext only',
      'the step `consnet`',
      'the blind spot in r.yaml:12 covers this one',
    ]) {
      expect(said(text), text).toBe(1);
    }
    expect(found).toHaveLength(10);
  });

  it('repeats the warnings of loading', () => {
    expect(lint('blindSpots: [{ host: a.example, reason: x, until: 2026-11-02 }]')).toEqual([
      'r.yaml:2:14: this blind spot ends tomorrow, on 2026-11-02',
    ]);
  });
});
