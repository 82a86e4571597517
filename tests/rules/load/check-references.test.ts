import { expect, it } from 'vitest';
import { problems } from './load-harness.js';

const rule = (rest: string): string => `rules: [{ id: token-in-url, fields: [credit-card], ${rest} }]`;

it.each<[what: string, body: string, expected: string]>([
  [
    'a field in an expectation',
    'expect: [{ id: e, field: emial }]',
    'r.yaml:2:26: unknown field `emial`: no entry of `fields` and no matcher has that name; did you mean `email`?',
  ],
  [
    'a field in a suppression',
    `${rule('never: anywhere')}\nsuppressions: [{ rule: token-in-url, field: x, reason: y, until: 2027-01-01 }]`,
    'r.yaml:3:45: unknown field `x`: no entry of `fields` and no matcher has that name',
  ],
  [
    'a rule in a suppression',
    `${rule('never: anywhere')}\nsuppressions: [{ rule: tokens-in-url, step: x, reason: y, until: 2027-01-01 }]`,
    'r.yaml:3:24: unknown rule `tokens-in-url`; did you mean `token-in-url`?',
  ],
  [
    'a host list in a blind spot',
    'hosts: { cdn: [c.example] }\nblindSpots: [{ host: cdns, reason: y, until: 2027-01-01 }]',
    'r.yaml:3:22: unknown host list `cdns`; did you mean `cdn`?',
  ],
  [
    'a host list in passthrough',
    'passthrough: [backend]',
    'r.yaml:2:15: unknown host list `backend`; a host without a dot is written `backend.`',
  ],
  [
    'a host list in an exchange',
    rule('when: { after: { exchange: { host: api } } }, never: anywhere'),
    'r.yaml:2:87: unknown host list `api`; a host without a dot is written `api.`',
  ],
  ['a country', rule('never: { region: [UK, CN] }'), 'r.yaml:2:70: unknown country `UK`; did you mean `GB`?'],
])('reports %s that nothing defines', (_what, body, expected) => {
  expect(problems(body)).toEqual([expected]);
});

it('knows lists, groups and fields of extended files', () => {
  const files = {
    'a.yaml': 'plainsight: 1\nhosts: { cdn: [c.example] }\nregions: { groups: { home: [US] } }\nfields: { f: { values: [abcdef1234] } }',
  };
  expect(problems('extends: [a.yaml]\nrules: [{ id: r, fields: [f], never: { host: cdn, region: home } }]', files)).toEqual([]);
});
