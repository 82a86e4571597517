import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const learnOf = (entry: string) => load(`fields: { f: { learn: [${entry}] } }`).fields.get('f')?.learn;

describe('readLearn', () => {
  it('reads where values are issued', () => {
    expect(learnOf('{ host: API.Example., path: /login, at: $.token }')).toEqual([
      {
        place: { file: 'r.yaml', line: 2, column: 24 },
        host: { mode: 'in', members: ['api.example'] },
        path: { mode: 'in', members: ['/login'] },
        at: { kind: 'body', path: '$.token' },
      },
    ]);
    expect(
      learnOf('{ host: ["*.a.example", 192.0.2.0/24], path: { notIn: /x/* }, status: [2xx, 302], at: { header: X-Token } }'),
    ).toMatchObject([
      {
        host: { members: ['*.a.example', '192.0.2.0/24'] },
        path: { mode: 'notIn', members: ['/x/*'] },
        status: { mode: 'in', members: ['2xx', '302'] },
        at: { kind: 'header', name: 'x-token' },
      },
    ]);
    expect(learnOf('{ host: a.example, path: /x, at: { cookie: SID } }')).toMatchObject([{ at: { kind: 'cookie', name: 'SID' } }]);
  });

  it.each([
    ['{ host: a.example, path: /x, at: "$.a[" }', 'not a JSONPath (RFC 9535), at its character 5'],
    ['{ host: a.example, path: /x, at: "$.a[-1]" }', 'an index from the end needs the whole list'],
    ['{ host: "https://a.example/", path: /x, at: $.a }', '`https://a.example/` is a URL; write its host alone'],
  ])('refuses %s', (entry, reason) => {
    const [first, ...others] = problems(`fields: { f: { learn: [${entry}] } }`);
    expect(first).toMatch(/^r\.yaml:2:\d+: /);
    expect(first).toContain(reason);
    expect(others).toEqual([]);
  });

  it('adds up over files, each entry once, and lets a rule fail by it', () => {
    const entry = '{ host: a.example, path: /x, at: $.a }';
    const files = { 'other.yaml': `plainsight: 1\nfields: { f: { learn: [${entry}], salts: [pepper] } }` };
    const ruleset = load(
      `extends: [./other.yaml]\nfields: { f: { learn: [${entry}, { host: a.example, path: /x, at: $.b }] } }\n` +
        'rules: [{ id: r, fields: [f], failFrom: planted, never: anywhere }]',
      files,
    );
    expect(ruleset.fields.get('f')?.learn?.map(({ at }) => at)).toEqual([
      { kind: 'body', path: '$.a' },
      { kind: 'body', path: '$.b' },
    ]);
    expect(load('fields: { f: { names: [x] } }').fields.get('f')).not.toHaveProperty('learn');
  });
});
