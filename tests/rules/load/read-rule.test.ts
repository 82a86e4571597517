import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

describe('examples', () => {
  it('are read with defaults left out', () => {
    const [rule] = load(
      `rules:
  - id: r
    fields: [credit-card]
    never: { wire: cleartext }
    examples:
      - violates: { request: POST http://a.example/pay, headers: { Content-Type: application/json }, body: '{"card":"4111"}', region: US, step: pay }
      - complies: { request: GET https://a.example/, status: 204, description: no body, region: "?" }
`,
    ).rules;
    expect(rule?.examples).toEqual([
      {
        expect: 'violates',
        place: { file: 'r.yaml', line: 7, column: 9 },
        request: 'POST http://a.example/pay',
        headers: { 'Content-Type': 'application/json' },
        body: '{"card":"4111"}',
        region: 'US',
        step: 'pay',
      },
      {
        expect: 'complies',
        place: { file: 'r.yaml', line: 8, column: 9 },
        request: 'GET https://a.example/',
        headers: {},
        status: 204,
        description: 'no body',
        region: '?',
      },
    ]);
  });

  it.each<[written: string, expected: readonly string[]]>([
    ['{ violates: { request: a.example } }', ['r.yaml:2:69: expected a request, written `METHOD URL`, found `a.example`']],
    ['{ violates: { request: GET http://a:b/ } }', ['r.yaml:2:69: `http://a:b/` is not a URL']],
    ['{ violates: { request: GET http://a/, region: XX } }', ['r.yaml:2:92: unknown country `XX`']],
    ['{ breaks: { request: GET http://a/ } }', ['r.yaml:2:48: unknown key `breaks`; known here: `violates`, `complies`']],
    ['{ violates: { request: GET http://a/, status: 99 } }', ['r.yaml:2:92: expected a status, three digits, found `99`']],
  ])('%s', (written, expected) => {
    expect(problems(`rules: [{ id: r, never: anywhere, examples: [${written}] }]`)).toEqual(expected);
  });
});

describe('when', () => {
  it('takes all tests, as sets', () => {
    const [rule] = load(
      'rules: [{ id: r, fields: [credit-card], when: { direction: client-to-server, host: { notIn: ["*.a.example", 10.0.0.0/8] }, path: [/v1/*], ' +
        'method: POST, location: [body, query], client: 192.168.1.0/24, during: [login, 2], before: consent }, never: anywhere }]',
    ).rules;
    expect(rule?.when).toEqual({
      direction: 'client-to-server',
      host: { mode: 'notIn', members: ['*.a.example', '10.0.0.0/8'] },
      path: { mode: 'in', members: ['/v1/*'] },
      method: { mode: 'in', members: ['POST'] },
      location: { mode: 'in', members: ['body', 'query'] },
      client: { mode: 'in', members: ['192.168.1.0/24'] },
      during: ['login', '2'],
      before: ['consent'],
    });
  });

  it.each<[written: string, expected: string]>([
    ['{ method: post }', 'r.yaml:2:34: expected an HTTP method in upper case, found `post`'],
    ['{ path: v1 }', 'r.yaml:2:32: expected a path that begins with `/` or `*` and has no query, found `v1`'],
    ['{ path: "/v1?x" }', 'r.yaml:2:32: expected a path that begins with `/` or `*` and has no query, found `/v1?x`'],
    ['{ client: phone }', 'r.yaml:2:34: `phone` is not an IP address or CIDR of the device, such as 192.168.1.7 or 192.168.1.0/24'],
    ['{ host: "https://a.example" }', 'r.yaml:2:32: `https://a.example` is a URL; write its host alone'],
    ['{ host: { in: a.example, notIn: b.example } }', 'r.yaml:2:32: expected one key only, found 2'],
    ['{ direction: inbound }', 'r.yaml:2:37: expected a direction: `client-to-server`, `server-to-client`, found `inbound`'],
    ['{ after: { exchange: {} } }', 'r.yaml:2:45: this map must not be empty'],
    ['{ location: [body] }', 'r.yaml:2:36: `location` speaks of a field, and this rule has no `fields`'],
  ])('%s', (written, expected) => {
    expect(problems(`rules: [{ id: r, when: ${written}, never: anywhere }]`)).toEqual([expected]);
  });
});

it('warns of fields that can only warn, where others can fail', () => {
  const ruleset = load('rules: [{ id: r, fields: [credit-card, email], never: anywhere }]');
  expect(ruleset.warnings).toEqual([
    {
      place: { file: 'r.yaml', line: 2, column: 15 },
      message: 'the rule `r` fails from checksum on, so it can only warn of `email` (recognised by pattern)',
    },
  ]);
});

it('counts values planted while the run goes on', () => {
  expect(
    problems('fields: { session: { values: [] } }\nrules: [{ id: r, fields: [session], failFrom: planted, never: anywhere }]'),
  ).toEqual([]);
});
