import { describe, expect, it } from 'vitest';
import { shadowedMatchers } from '../../../rules/lint/shadowed-matchers.js';
import { lintWith } from './lint-with.js';

const lint = lintWith(shadowedMatchers);
const pack = {
  'packs/p.yaml':
    'plainsight: 1\npack: { name: p, description: x }\nrules: [{ id: mail, fields: [email], failFrom: pattern, never: { wire: cleartext } }]',
};

describe('shadowedMatchers', () => {
  it('finds a field that takes the place of a matcher in a rule of a pack', () => {
    const body = 'extends: [plainsight:p]\nfields: { email: { values: [qa-heron@ourapp.example] } }';
    expect(lint(body, pack)).toEqual([
      'r.yaml:3:11: the field `email` takes the place of the matcher of that name in the rule `p/mail` (plainsight:p:3), which no longer looks for it: add `matchers: [email]` to it, or give it another name',
    ]);
    expect(lint(body.replace('] }', '], matchers: [email] }'), pack)).toEqual([]);
    expect(lint(`${body}\nlevels: { p/mail: off }`, pack)).toEqual([]);
  });

  it('finds a field of names or patterns alone that hides one', () => {
    expect(lint('fields: { email: { names: [mail] } }')).toEqual([
      'r.yaml:2:11: the field `email` hides the matcher of that name, and does not use it: add `matchers: [email]` to it, or give it another name',
    ]);
    expect(lint('fields: { uuid: { patterns: [x-1] } }')).toHaveLength(1);
  });

  it.each([
    'fields: { email: { values: [qa-heron@ourapp.example] } }\nrules: [{ id: r, fields: [email], never: anywhere }]',
    `fields: { email: { values: ["\${env:UNSET?}"] } }`,
    'fields: { phone: { values: [], as: phone } }',
    'fields: { uuid: { learn: [{ host: a.example, path: /x, at: $.id }] } }',
    'fields: { mail: { names: [email] } }',
    'fields: { email: { names: [mail], matchers: [email] } }',
  ])('does not cry wolf: %s', (body) => {
    expect(lint(body)).toEqual([]);
  });
});
