import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { recogniseFields } from '../../../rules/evaluate/recognise-fields.js';
import { matchers } from '../../../rules/matchers/index.js';
import { at, field, place, rule, ruleset } from './samples.js';

const planted = 'u-7d41c9e2-harbour';
const compiled = compileRuleset(
  ruleset(
    [rule('switched-off', { fields: ['id'], level: 'off' })],
    [
      field('id', { values: [planted] }),
      field('narrow', { values: ['narrow-value-5512'], under: ['contact'] }),
      field('mail', { matchers: [{ name: 'email', options: {}, place }] }),
      field('named', { names: ['device_id'] }),
    ],
  ),
  matchers,
);

it('recognises what any field definition does, whether a rule asks for it or not', () => {
  const fields = [
    at('body.a', 'nothing'),
    at('body.b', `x ${planted}`),
    at('body.c', createHash('sha256').update(planted).digest('hex')),
    at('body.device_id', 'abc'),
    at('body.mail', 'write to a@mail.example'),
  ];
  const { matches, planted: holding } = recogniseFields(compiled, fields, 'client-to-server');
  expect(matches.map(({ name, field: found, recognisedAs }) => [name, found.path, recognisedAs])).toEqual([
    ['id', "$['b']", 'planted'],
    ['id', "$['c']", 'planted'],
    ['mail', "$['mail']", 'pattern'],
    ['named', "$['device_id']", 'name'],
  ]);
  expect([...holding].map(([{ path }, names]) => [path, names])).toEqual([
    ["$['b']", ['id']],
    ["$['c']", ['id']],
  ]);
});

it('a planted value explains a field also where `under` does not let it count', () => {
  const elsewhere = at('body.free', 'narrow-value-5512');
  const found = recogniseFields(compiled, [elsewhere], undefined);
  expect([found.matches, found.planted.get(elsewhere)]).toEqual([[], ['narrow']]);
});
