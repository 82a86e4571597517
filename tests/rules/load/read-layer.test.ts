import { expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

it('reads expectations, one answer by default', () => {
  const { expectations } = load(
    'expect: [{ id: a, host: [a.example, "*.b.example"], method: POST, path: { notIn: [/x] }, status: [2xx, 404] }]',
  );
  expect(expectations).toEqual([
    {
      id: 'a',
      place: { file: 'r.yaml', line: 2, column: 16 },
      host: { mode: 'in', members: ['a.example', '*.b.example'] },
      path: { mode: 'notIn', members: ['/x'] },
      method: { mode: 'in', members: ['POST'] },
      status: { mode: 'in', members: ['2xx', '404'] },
      min: 1,
    },
  ]);
});

it.each<[written: string, expected: string]>([
  ['{ id: a }', 'r.yaml:2:10: an expectation needs at least one of `host`, `path`, `method`, `status`, `field`'],
  ['{ id: a, path: / }, { id: a, path: /b }', 'r.yaml:2:36: an expectation `a` stands already in line 2'],
  ['{ id: a, path: /, min: 0 }', 'r.yaml:2:33: expected a whole number from 1, found `0`'],
  ['{ id: a, status: 2x }', 'r.yaml:2:27: expected a status: three digits, or `2xx`, found `2x`'],
  [
    '{ id: a, field: email, status: 200 }',
    'r.yaml:2:41: an expectation of a `field` counts messages, not answers: make `status` an expectation of its own',
  ],
])('refuses %s', (written, expected) => {
  expect(problems(`expect: [${written}]`)).toEqual([expected]);
});
