import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { problems } from './load-harness.js';

const schema: Record<string, unknown> = JSON.parse(readFileSync(new URL('../../../rules/ruleset.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ strictTypes: false }).compile(schema);

describe('the schema, as an editor uses it on typed values', () => {
  it('accepts values, hosts and statuses that YAML would type', () => {
    const document: unknown = parse(`
plainsight: 1
fields: { f: { values: [+819012345678, 0901, 1.5, true], matchers: [{ random-bytes: { bits: 128 } }, email], as: phone } }
rules:
  - { id: r, fields: [f], when: { during: [1], after: { exchange: { status: 200 } } }, never: [{ readable: true }, anywhere] }
  - { id: s, fields: f, never: { region: { notIn: [NO, eu] }, tls: { below: TLSv1.2 } }, examples: [{ violates: { request: GET http://a/, status: 200 } }] }
expect: [{ id: e, status: [2xx, 404], min: 2 }]
suppressions: [{ rule: r, reason: 812, until: 2027-01-31, at: "$['x']" }]
`);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  });

  it('refuses what the program does not evaluate', () => {
    expect(validate({ plainsight: 1, operators: { a: { hosts: ['a.example'] } } })).toBe(false);
    expect(validate({ plainsight: 1, rules: [{ id: 'r', never: { wire: 'tls' } }] })).toBe(false);
    expect(validate({ plainsight: 2 })).toBe(false);
  });

  it('describes every key of the top level', () => {
    const properties = schema['properties'] as Record<string, Record<string, unknown>>;
    const silent = Object.entries(properties).filter(([, each]) => !each['description'] && !each['properties'] && !each['items']);
    expect(silent).toEqual([]);
  });
});

describe('messages', () => {
  it.each<[body: string, expected: readonly string[]]>([
    ['levels: off', ['r.yaml:2:9: expected a map, found `off`']],
    ['hosts: { "a.b": [x.example] }', ['r.yaml:2:10: expected a name: a letter, then letters, digits, `-` and `_`, found `a.b`']],
    [
      'regions: { groups: { HOME: [US] } }',
      ['r.yaml:2:22: expected the name of a group: lower-case letters, digits and `-`, found `HOME`'],
    ],
    ['rules: [x]', ['r.yaml:2:9: expected a map, found `x`']],
    [
      'rules: [{ id: r, never: nowhere }]',
      ['r.yaml:2:25: expected `anywhere`, or a map of what is forbidden, found `nowhere`; did you mean `anywhere`?'],
    ],
    ['rules: [{ id: r, never: [] }]', ['r.yaml:2:25: this list must not be empty']],
    ['rules: [{ id: r, never: { wire: tls } }]', ['r.yaml:2:33: expected `cleartext`, found `tls`']],
    [
      'rules: [{ id: r, never: { region: } }]',
      ['r.yaml:2:27: expected a country or group, a list of them, {in: …} or {notIn: …}, found nothing'],
    ],
    ['rules: [{ id: r, never: { region: { notin: [CN] } } }]', ['r.yaml:2:37: unknown key `notin`; did you mean `notIn`?']],
    ['fields: { f: { matchers: [{ email: {}, credit-card: {} }] } }', ['r.yaml:2:27: expected one key only, found 2']],
    [
      'suppressions: [{ rule: r, reason: pinned, hence silent, until: 2027-01-01, step: s }]',
      [
        'r.yaml:2:43: unknown key `hence silent`: if it belongs to the text before the comma, put that text in quotes',
        'r.yaml:2:24: unknown rule `r`',
      ].sort(),
    ],
    ['fields: { f: { learn: {}, names: [a] } }', ['r.yaml:2:23: expected a list, found a map']],
    ['fields: { f: { learn: [/login] } }', ['r.yaml:2:24: expected a map of `host`, `path` and `at`, found `/login`']],
    ['fields: { f: { learn: [{ host: a.example, path: /x }] } }', ['r.yaml:2:24: `at` is missing here']],
    [
      'fields: { f: { learn: [{ host: a.example, path: /x, at: $.t, methd: GET }] } }',
      ['r.yaml:2:62: unknown key `methd`; known here: `host`, `path`, `status`, `at`'],
    ],
    [
      'fields: { f: { learn: [{ host: a.example, path: x, at: token }] } }',
      [
        'r.yaml:2:49: expected a path that begins with `/` or `*` and has no query, found `x`',
        'r.yaml:2:56: expected a JSONPath such as `$.token`, {header: …} or {cookie: …}, found `token`',
      ],
    ],
    [
      'fields: { f: { learn: [{ host: a.example, path: /x, at: { header: "x y" } }] } }',
      ['r.yaml:2:67: expected the name of a header, found `x y`'],
    ],
    [
      'fields: { f: { learn: [{ host: a.example, path: /x, at: { query: y } }] } }',
      ['r.yaml:2:59: unknown key `query`; known here: `header`, `cookie`'],
    ],
    [
      'fields: { f: { learn: [{ host: a.example, path: /x, at: { header: x, cookie: y } }] } }',
      ['r.yaml:2:57: expected one key only, found 2'],
    ],
  ])('%s', (body, expected) => {
    expect(problems(body)).toEqual(expected);
  });
});
