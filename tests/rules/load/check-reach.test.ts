// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of rulesets are written so.
import { expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const rule = (rest: string, fields: string): string =>
  `fields: { f: { ${fields} } }\nrules: [{ id: r, fields: [f], ${rest}never: anywhere }]`;

it.each<[fields: string, failFrom: string]>([
  ['names: [x]', 'name'],
  ['patterns: [x]', 'pattern'],
  ['matchers: [email]', 'pattern'],
  ['matchers: [credit-card]', 'checksum'],
  ['values: [abcdef1234]', 'planted'],
  ['names: [x], matchers: [credit-card]', 'checksum'],
  ['values: ["${env:NOWHERE?}"]', 'planted'],
])('{ %s } reaches %s, and nothing surer', (fields, failFrom) => {
  expect(problems(rule(`failFrom: ${failFrom}, `, fields))).toEqual([]);
  if (failFrom === 'planted') return;
  const [first, ...others] = problems(rule('failFrom: planted, ', fields));
  expect(first).toContain(`r.yaml:3:41: the rule \`r\` can never fail: its fields are recognised by ${failFrom} at best`);
  expect(first).toContain(`write \`failFrom: ${failFrom}\``);
  expect(others).toEqual([]);
});

it('lets rules be that only warn', () => {
  expect(problems(rule('level: warning, ', 'names: [x]'))).toEqual([]);
});

it('speaks of the default where `failFrom` is not written', () => {
  expect(problems(rule('', 'names: [x]'))[0]).toMatch(/^r\.yaml:3:15: .* fails from checksum on; write `failFrom: name`/);
});

it('lets a field fail that others only help to find', () => {
  expect(load('rules: [{ id: r, fields: [credit-card, email], never: anywhere }]').warnings).toHaveLength(1);
});
