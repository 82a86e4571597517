import { describe, expect, it } from 'vitest';
import type { Field } from '../../../model/index.js';
import { createFieldFilter, forFieldFilter } from '../../../rules/evaluate/field-filter.js';
import { matchers } from '../../../rules/matchers/index.js';
import fc from '../../harness/fast-check.js';
import { at, cleartextConnection, field, judgeOf, message, place, rule, ruleset } from './samples.js';

const planted = 'u-7d41c9e2-harbour';
const learn = {
  place,
  host: { mode: 'in' as const, members: ['*'] },
  path: { mode: 'in' as const, members: ['/login'] },
  at: { kind: 'body' as const, path: '$.token' },
};
const definitions = [
  field('id', { values: [planted] }),
  field('phone', { values: ['+81 90-1234-5678'], as: 'phone', under: ['contact'] }),
  field('mail', { matchers: [{ name: 'email', options: {}, place }] }),
  field('named', { names: ['device_id'], patterns: ['zz-[0-9]{4}'] }),
  field('session', { learn: [learn] }),
];
const rules = ruleset(
  definitions.map(({ name }) => rule(`no-${name}`, { fields: [name] })),
  definitions,
);
const all = definitions.map((_, index) => index);
const filter = () => createFieldFilter(rules, matchers);
const on = cleartextConnection();
const request = message(on, 'POST /a');

describe('the field filter', () => {
  it('keeps what a definition recognises, in order, and drops the rest', () => {
    const fields = [
      at('body.a', 'nothing'),
      at('body.b', `x ${planted} y`),
      at('body.device_id', 'abc'),
      at('body.c', 'write to a@mail.example'),
      at('body.d', '090-1234-5678'),
      at('body.e', 'zz-1234'),
      at('body.token', 'tok'),
    ];
    const kept = filter().relevant(request, fields, all);
    // A planted value counts as seen wherever it stands, also where `under` does not let it be found.
    expect(kept.map(({ path }) => path)).toEqual(["$['b']", "$['device_id']", "$['c']", "$['d']", "$['e']"]);
  });

  it('looks only for the definitions it is asked for, and for planted values always', () => {
    const fields = [at('body.device_id', 'abc'), at('body.c', 'a@mail.example'), at('body.b', planted)];
    expect(
      filter()
        .relevant(request, fields, [2])
        .map(({ value }) => value),
    ).toEqual(['a@mail.example', planted]);
    expect(
      filter()
        .relevant(request, fields, [99])
        .map(({ value }) => value),
    ).toEqual([planted]);
  });

  it('keeps what `learn` takes, of responses', () => {
    const fields = [at('body.token', 'tok-1'), at('body.other', 'tok-2')];
    expect(filter().relevant(message(on, 'POST /login', { status: 200 }), fields, all)).toEqual(fields.slice(0, 1));
    expect(filter().relevant(request, fields, all)).toEqual([]);
  });

  it('knows what is planted later', () => {
    const fields = [at('body.a', 'late-value-93aa01')];
    const later = filter();
    expect([later.relevant(request, fields, all), later.mayHold(message(on, 'POST /a', { text: 'late-value-93aa01' }))]).toEqual([
      [],
      false,
    ]);
    later.plant('id', 'late-value-93aa01');
    expect(later.relevant(request, fields, all)).toEqual(fields);
    expect(later.mayHold(message(on, 'POST /a', { text: 'late-value-93aa01' }))).toBe(true);
  });

  it('is made from what can be handed to another thread, without private keys', () => {
    const certificate = { host: 'a.test', chain: 'C', key: 'SECRET', place };
    const handed = structuredClone(forFieldFilter({ ...rules, clientCertificates: [certificate] }));
    expect(JSON.stringify([...handed.clientCertificates])).not.toContain('SECRET');
    expect(createFieldFilter(handed, matchers).relevant(request, [at('body.a', planted)], all)).toHaveLength(1);
  });

  it('leaves the judge what it needs to judge as if it had all fields', () => {
    const value = fc.constantFrom(
      planted,
      `${planted} a@mail.example`,
      'a@mail.example',
      '090-1234-5678',
      'zz-1234 zz-1235',
      'x'.repeat(300_000),
      'null',
      'n',
    );
    const place = fc.constantFrom(
      'body.a',
      'body.device_id',
      'body.contact.a',
      'body.contact',
      'query.device_id',
      'header.x',
      'body.a.device_id',
    );
    const one = fc.record({ place, value, whole: fc.boolean(), noise: fc.boolean() });
    const said = (fields: readonly Field[]): string[] =>
      judgeOf(rules, { matchers })
        .message(on, request, fields, [])
        .map(({ ruleId, value: found, field: where, fingerprint }) => [ruleId, found?.reveal(), where?.path, fingerprint].join(' '));
    const relevant = filter();
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (parts) => {
        const fields = parts.map(({ place, value, whole, noise }) => ({ ...at(place, value), whole, noise }));
        expect(said(relevant.relevant(request, fields, all))).toEqual(said(fields));
      }),
      { numRuns: 200 },
    );
  });
});
