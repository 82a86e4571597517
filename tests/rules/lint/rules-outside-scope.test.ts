import { describe, expect, it } from 'vitest';
import { rulesOutsideScope } from '../../../rules/lint/rules-outside-scope.js';
import { lintWith } from './lint-with.js';

const lint = lintWith(rulesOutsideScope);
const scope = 'hosts: { ours: ["*.ours.example"] }\nscope: { hosts: [ours, 10.0.0.0/8], clients: [192.168.1.0/24] }\n';
const rule = (parts: string) => `${scope}rules: [{ id: r, ${parts} }]`;

describe('rulesOutsideScope', () => {
  it.each<[string, string]>([
    ['when: { host: other.example }, never: { wire: cleartext }', 'hosts'],
    ['never: { host: [other.example, "*.third.example"] }', 'hosts'],
    ['never: [{ host: other.example }, { host: third.example, wire: cleartext }]', 'hosts'],
    ['when: { client: 192.168.2.7 }, never: { wire: cleartext }', 'devices'],
  ])('names a rule that asks for what is outside: %s', (parts, what) => {
    expect(lint(rule(parts))).toEqual([
      `r.yaml:4:15: the rule \`r\` asks for ${what} outside the \`scope\` of the run (line 3), where no rule judges; widen the scope, or drop it`,
    ]);
  });

  it.each([
    'when: { host: api.ours.example }, never: { wire: cleartext }',
    'when: { host: ours }, never: { wire: cleartext }',
    'when: { host: "*.example" }, never: { wire: cleartext }',
    'when: { host: { notIn: [other.example] } }, never: { wire: cleartext }',
    'never: { host: 10.1.0.0/16 }',
    'never: [{ host: other.example }, { wire: cleartext }]',
    'when: { client: 192.168.1.7 }, never: { wire: cleartext }',
    'when: { client: 192.168.0.0/16 }, never: { wire: cleartext }',
    'never: { host: { notIn: [ours] } }',
  ])('says nothing of %s', (parts) => {
    expect(lint(rule(parts))).toEqual([]);
  });

  it('names expectations, leaves alone what is off, and is silent without a scope', () => {
    expect(lint(`${scope}expect: [{ id: e, host: other.example }, { id: f, host: api.ours.example }]`)).toEqual([
      expect.stringContaining('the expectation `e` asks for hosts outside the `scope`'),
    ]);
    expect(lint(`${rule('never: { host: other.example }')}\nlevels: { r: off }`)).toEqual([]);
    expect(lint('rules: [{ id: r, never: { host: other.example } }]')).toEqual([]);
  });
});
