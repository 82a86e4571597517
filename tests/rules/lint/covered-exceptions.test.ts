import { describe, expect, it } from 'vitest';
import { coveredExceptions } from '../../../rules/lint/covered-exceptions.js';
import { lintWith } from './lint-with.js';

const lint = lintWith(coveredExceptions);
const suppressions = (...entries: string[]) =>
  lint(
    `hosts: { ours: ["*.a.example"] }\nrules: [{ id: r, never: { region: CN } }, { id: s, never: { region: CN } }]\nsuppressions:\n${entries
      .map((entry) => `  - { rule: r, reason: x, until: 2027-06-01, ${entry} }`)
      .join('\n')}`,
  );

describe('coveredExceptions', () => {
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

  it.each([
    ['host: "*.a.example"', 'host: b.a.example'],
    ['host: ours', 'host: "*.b.a.example"'],
    ['host: 10.0.0.0/8', 'host: 10.1.2.0/24'],
    ['path: /v1/*', 'path: /v1/users'],
    ['path: /v1/*', 'path: /v1/users/*'],
    ['path: "*"', 'path: /v*/x'],
    ['at: "$*"', `at: "$['a']"`],
    ['host: "*.a.example", path: /v1/*', 'host: a.example, path: /v1/*, field: credit-card'],
  ])('%s covers %s, in either order', (wide, narrow) => {
    expect(suppressions(wide, narrow)).toEqual(['r.yaml:6:5: the suppression in r.yaml:5 covers this one: keep one of them']);
    expect(suppressions(narrow, wide)).toEqual(['r.yaml:5:5: the suppression in r.yaml:6 covers this one: keep one of them']);
  });

  it.each([
    ['host: a.example', 'host: "*.b.example"', 'path: /x'],
    ['path: /v1/*', 'path: /v2/*', 'path: /v*/x'],
    ['path: /a*b', 'path: /ab*', 'path: /*ba'],
    ['path: /v1/~x', 'path: /v1/%7Ex', 'path: /v1/%7ex'],
    ['step: a', 'step: b', 'field: credit-card'],
    ['host: a.example, path: /v1', 'host: a.example, path: /v2', 'host: b.example, path: /v1'],
  ])('keeps apart %s, %s and %s', (...entries) => {
    expect(suppressions(...entries)).toEqual([]);
  });

  it('keeps one that lasts longer, and one of another rule', () => {
    const body = (rule: string, until: string) => `rules: [{ id: r, never: { region: CN } }, { id: s, never: { region: CN } }]
suppressions:
  - { rule: r, host: "*.a.example", reason: x, until: 2027-06-01 }
  - { rule: ${rule}, host: a.example, reason: x, until: ${until} }`;
    expect(lint(body('r', '2027-06-01'))).toHaveLength(1);
    expect(lint(body('r', '2027-06-02'))).toEqual([]);
    expect(lint(body('s', '2027-06-01'))).toEqual([]);
  });

  it('finds blind spots that others cover', () => {
    const spots = (one: string, other: string) =>
      lint(`blindSpots:\n  - { ${one}, reason: x, until: 2027-06-01 }\n  - { ${other}, reason: x, until: 2027-06-01 }`);
    expect(spots('host: "*.a.example"', 'host: a.example, gaps: [opaque]')).toEqual([
      'r.yaml:4:5: the blind spot in r.yaml:3 covers this one: keep one of them',
    ]);
    expect(spots('host: a.example, gaps: [opaque, truncated]', 'host: a.example, gaps: [opaque]')).toHaveLength(1);
    expect(spots('host: a.example, gaps: [opaque]', 'host: b.a.example')).toEqual([]);
    expect(spots('host: a.example, gaps: [opaque]', 'host: a.example, gaps: [truncated]')).toEqual([]);
  });
});
