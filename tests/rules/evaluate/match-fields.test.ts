import { describe, expect, it } from 'vitest';
import type { Field } from '../../../model/index.js';
import { compileField } from '../../../rules/compile/compile-field.js';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import { createPlantedIndex } from '../../../rules/compile/planted-index.js';
import { matchFields } from '../../../rules/evaluate/match-fields.js';
import { mostSpecific } from '../../../rules/evaluate/most-specific.js';
import { at, field } from './samples.js';

const matches = (parts: Parameters<typeof field>[1], ...fields: ReturnType<typeof at>[]) =>
  matchFields(compileField(field('f', parts), 0, new Map()), fields, [], undefined).map(
    ({ value, recognisedAs }) => `${recognisedAs} ${value}`,
  );

describe('matchFields', () => {
  it('matches names by the innermost name, and the whole value', () => {
    expect(matches({ names: ['user_id'] }, at('body.userId.0', 'a b'), at('body.user_id.name', 'x'), at('header.User-Id', '7'))).toEqual([
      'name a b',
      'name 7',
    ]);
  });

  it('matches no null and nothing empty by name, but false and zero', () => {
    const values = ['', ' ', 'null', 'undefined', '0', 'false'].map((value) => at('query.user_id', value));
    expect(matches({ names: ['user_id'] }, ...values)).toEqual(['name 0', 'name false']);
  });

  it('matches no name of a host by name', () => {
    expect(matches({ names: ['sni'] }, at('name.sni', 'a.example'))).toEqual([]);
  });

  it('matches patterns in linear time, every occurrence, none of them empty', () => {
    expect(matches({ patterns: ['u-[0-9]+'] }, at('body', 'u-1, u-22 and u-'))).toEqual(['pattern u-1', 'pattern u-22']);
    expect(matches({ patterns: ['x*'] }, at('body', 'yyy'))).toEqual([]);
    expect(matches({ patterns: ['(a+)+$'] }, at('body', `${'a'.repeat(50_000)}b`))).toEqual([]);
  });

  it('narrows by names and paths', () => {
    const under = ['carrier', '$..extinfo[8]'];
    const fields = [at('body.extinfo.8', 'v1'), at('body.extinfo.7', 'v2'), at('body.Carrier.name', 'v3'), at('body.other', 'v4')];
    expect(matches({ patterns: ['v.'], under }, ...fields)).toEqual(['pattern v1', 'pattern v3']);
  });

  it('searches very long texts in pieces', () => {
    const long = `${'x'.repeat(1024 * 1024 - 3)}u-12345${'x'.repeat(1024 * 1024)}`;
    expect(matches({ patterns: ['u-[0-9]{5}'] }, at('body', long))).toEqual(['pattern u-12345']);
  });
});

describe('matchFields, with planted values', () => {
  const room = '8c2f91d70b1a4d559a3e5f1f0f7f2b10';
  const definition = compileField(field('f', { values: [room] }), 0, new Map());
  const index = createPlantedIndex([{ ...plantedForms(room, { salts: [], hmacKeys: [] }), id: 0, field: 0 }]);
  const bytes = Buffer.from(room, 'hex').toString('latin1');
  const found = (...fields: Field[]) => matchFields(definition, fields, index.find(fields), undefined).map(({ value }) => value);

  it('counts digits that were undone once, as they stand', () => {
    expect(found(at('body.a', room), { ...at('body.a', bytes, ['hex']), noise: true })).toEqual([room]);
    expect(found(at('body.a', room), { ...at('body.b', bytes, ['hex']), noise: true })).toEqual([room, bytes]);
    expect(found({ ...at('body.a', bytes, ['base64']), noise: true })).toEqual([bytes]);
  });

  it('does not give up what is certain for a suspicion', () => {
    const rot13 = '8p2s91q70o1n4q559n3r5s1s0s7s2o10';
    const fields = [at('body.a', rot13), { ...at('body.a', bytes, ['hex']), noise: true }];
    const kinds = matchFields(definition, fields, index.find(fields), undefined).map(({ recognisedAs }) => recognisedAs);
    expect(kinds.sort()).toEqual(['pattern', 'planted']);
  });
});

describe('mostSpecific', () => {
  const match = (place: string, value: string, transforms: string[] = []) => ({
    field: at(place, value, transforms),
    value: 'v',
    recognisedAs: 'planted' as const,
    transforms: [],
    hashed: false,
  });
  const kept = (...list: ReturnType<typeof match>[]) => mostSpecific(list).map(({ field: { location, path } }) => `${location} ${path}`);

  it('prefers parameters, cookies and leaves to what contains them', () => {
    expect(kept(match('url', '/?a=v'), match('query.a', 'v'))).toEqual(["query $['a']"]);
    expect(kept(match('header.cookie', 'a=v'), match('cookie.a', 'v'))).toEqual(["cookie $['a']"]);
    expect(kept(match('body', '{"a":"v"}'), match('body.a', 'v'))).toEqual(["body $['a']"]);
  });

  it('keeps different places', () => {
    expect(kept(match('body.a', 'v'), match('body.b', 'v'), match('query.a', 'v'), match('header.a', 'v'))).toHaveLength(4);
    expect(kept(match('body.a', 'v'), match('body.a', 'v'))).toHaveLength(2);
  });
});
