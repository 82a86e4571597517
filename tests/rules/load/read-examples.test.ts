import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const body = (examples: string) => `rules: [{ id: r, fields: [email], failFrom: pattern, never: anywhere, examples: [${examples}] }]`;
const examplesOf = (examples: string) => load(body(examples)).rules[0]?.examples;

describe('readExamples', () => {
  it('reads all that an example may say', () => {
    expect(
      examplesOf(
        '{ violates: { description: a login, request: POST http://a.example/login, headers: { X-Id: 0901, x-none: "" }, body: a=1, status: 200, region: CN, step: login } }',
      ),
    ).toEqual([
      {
        expect: 'violates',
        place: { file: 'r.yaml', line: 2, column: 84 },
        description: 'a login',
        request: 'POST http://a.example/login',
        headers: { 'X-Id': '0901', 'x-none': '' },
        body: 'a=1',
        status: 200,
        region: 'CN',
        step: 'login',
      },
    ]);
  });

  it('leaves out what is not said', () => {
    const examples = examplesOf('{ complies: { request: GET https://a.example/ } }, { violates: { request: GET https://b.example/ } }');
    expect(examples?.map(({ place: _place, ...rest }) => rest)).toEqual([
      { expect: 'complies', request: 'GET https://a.example/', headers: {} },
      { expect: 'violates', request: 'GET https://b.example/', headers: {} },
    ]);
    expect(load('rules: [{ id: r, never: { region: CN } }]').rules[0]?.examples).toEqual([]);
  });

  it('takes a region that nobody knows for an answer, too', () => {
    expect(examplesOf('{ complies: { request: GET https://a.example/, region: "?" } }')).toMatchObject([{ region: '?' }]);
  });

  it.each([
    ['{ violates: { request: GET /path } }', 'r.yaml:2:105: `/path` is not a URL'],
    ['{ violates: { request: GET http://a b/ } }', 'r.yaml:2:105: `http://a b/` is not a URL'],
    ['{ complies: { request: GET http://a.example/, region: DX } }', 'r.yaml:2:136: unknown country `DX`; did you mean `DE`?'],
    ['{ complies: { request: GET http://a.example/, region: ZZ } }', 'r.yaml:2:136: unknown country `ZZ`'],
  ])('refuses %s', (example, problem) => {
    expect(problems(body(example))).toContain(problem);
  });

  it.each([
    '{ breaks: { request: GET http://a.example/ } }',
    '{ violates: {} }',
    '{ violates: GET http://a.example/ }',
    '{ violates: { request: [GET] } }',
    '{ violates: { request: GET http://a.example/, status: ok } }',
    '{ violates: { request: GET http://a.example/, region: china } }',
    'violates',
    '{}',
    '[]',
  ])('leaves %s to the schema', (example) => {
    const found = problems(body(example));
    expect(found).not.toEqual([]);
    expect(found.join('\n')).not.toMatch(/is not a URL|unknown country/);
  });
});
