import { describe, expect, it } from 'vitest';
import { neverMet } from '../../../rules/lint/never-met.js';
import { lintWith } from './lint-with.js';

const lint = lintWith(neverMet);
const passed = 'hosts: { bank: ["*.bank.example"] }\npassthrough: [bank]\n';
const unread = (what: string, host: string) =>
  `${what} can be met in cleartext only: TLS of \`${host}\` is relayed unread; take it out of \`passthrough\``;

describe('neverMet', () => {
  it('finds what waits for hosts that nobody reads', () => {
    expect(lint(`${passed}expect: [{ id: e, host: api.bank.example, path: /login }]`)).toEqual([
      `r.yaml:4:16: ${unread('the expectation `e`', 'api.bank.example')}`,
    ]);
    expect(lint(`${passed}expect: [{ id: e, field: credit-card, host: bank }]`)).toHaveLength(1);
    expect(
      lint(
        `${passed}rules: [{ id: r, fields: [credit-card], when: { after: { exchange: { host: bank.example, path: /x } } }, never: anywhere }]`,
      ),
    ).toEqual([`r.yaml:4:15: ${unread('`after: { exchange: … }` of the rule `r`', 'bank.example')}`]);
    expect(lint(`${passed}fields: { f: { learn: [{ host: "*.bank.example", path: /x, at: $.t }] } }`)).toEqual([
      `r.yaml:4:24: ${unread('`learn` of the field `f`', '*.bank.example')}`,
    ]);
  });

  it('finds paths that no request has in normal form', () => {
    expect(lint('expect: [{ id: e, path: [/a/../b, "/./c*"] }]')).toEqual([
      'r.yaml:2:16: the expectation `e` can never be met: paths are compared with dot segments resolved, and `/a/../b` holds one; resolve it',
    ]);
  });

  it.each([
    `${passed}expect: [{ id: e, host: [api.bank.example, b.example], path: /login }]`,
    `${passed}expect: [{ id: e, host: { notIn: [bank] } }]`,
    `${passed}expect: [{ id: e, path: /login }]`,
    `${passed}expect: [{ id: e, host: "*.example" }]`,
    'expect: [{ id: e, path: [/a/../b, /b] }]',
    'expect: [{ id: e, path: { notIn: /a/../b } }]',
    'expect: [{ id: e, path: /a..b/.well-known/* }]',
    `${passed}rules: [{ id: r, fields: [credit-card], when: { after: step }, never: anywhere }]`,
  ])('does not cry wolf: %s', (body) => {
    expect(lint(body)).toEqual([]);
  });
});
