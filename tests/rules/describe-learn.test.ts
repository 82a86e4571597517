import { expect, it } from 'vitest';
import { describeLearn } from '../../rules/describe-learn.js';
import { load } from './load/load-harness.js';

it.each([
  ['{ host: a.example, path: /login, at: $.token }', '`$.token` of successful responses of `a.example` to `/login`'],
  [
    '{ host: [a.example, b.example], path: { notIn: /x }, status: 302, at: { cookie: sid } }',
    'the cookie `sid` of responses with status `302` of `a.example` or `b.example` to any but `/x`',
  ],
  [
    '{ host: "*.a.example", path: /login, at: { header: X-Token } }',
    'the header `x-token` of successful responses of `*.a.example` to `/login`',
  ],
])('describeLearn: %s', (entry, sentence) => {
  const [source] = load(`fields: { f: { learn: [${entry}] } }`).fields.get('f')?.learn ?? [];
  expect(source && describeLearn({ source })).toBe(sentence);
});
