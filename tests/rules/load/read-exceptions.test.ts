import { expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const rules = 'rules: [{ id: r, fields: [email], failFrom: pattern, never: anywhere }]\n';

it('reads every way to narrow a suppression', () => {
  const [suppression] = load(
    `${rules}suppressions: [{ rule: r, reason: 812, until: 2027-01-31, field: email, host: A.example, path: /v1/*, at: "$['a']*", step: login, fingerprint: 0123456789abcdef }]`,
  ).suppressions;
  expect(suppression).toEqual({
    rule: 'r',
    reason: '812',
    until: '2027-01-31',
    field: 'email',
    host: 'a.example',
    path: '/v1/*',
    at: "$['a']*",
    step: 'login',
    fingerprint: '0123456789abcdef',
    baseline: false,
    place: { file: 'r.yaml', line: 3, column: 16 },
  });
});

it.each<[written: string, expected: string]>([
  ['rule: r, reason: " ", until: 2027-01-31, step: s', 'r.yaml:3:35: a reason must say something'],
  [
    'rule: r, reason: x, until: 2027-01-31, path: v1',
    'r.yaml:3:63: expected a path that begins with `/` or `*` and has no query, found `v1`',
  ],
  ['rule: r, reason: x, until: 2027-01-31, at: a.b', 'r.yaml:3:61: expected a field path that begins with `$` or `*`, found `a.b`'],
  ['rule: r, reason: x, until: 2027-01-31, fingerprint: XYZ', 'r.yaml:3:70: expected a fingerprint: hex digits, found `XYZ`'],
  ['rule: r, reason: x, until: 2027-01-31, host: "a.example:443"', 'r.yaml:3:63: `a.example:443`: write the host without a port'],
])('refuses { %s }', (written, expected) => {
  expect(problems(`${rules}suppressions: [{ ${written} }]`)).toEqual([expected]);
});

it('refuses kinds of gaps that are not uninspected traffic', () => {
  expect(problems('blindSpots: [{ host: a.example, gaps: [region-undetermined], reason: x, until: 2027-01-31 }]')).toEqual([
    expect.stringMatching(/^r\.yaml:2:40: expected a kind of uninspected traffic: `client-rejected`/),
  ]);
});
