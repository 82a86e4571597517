import { describe, expect, it } from 'vitest';
import type { Field } from '../../../model/index.js';
import type { FieldMatch } from '../../../rules/evaluate/match-fields.js';
import { mostSpecific } from '../../../rules/evaluate/most-specific.js';
import { at } from './samples.js';

const match = (field: Field, parts: Partial<FieldMatch> = {}): FieldMatch => ({
  field,
  value: 'v',
  recognisedAs: 'planted',
  transforms: [],
  hashed: false,
  ...parts,
});
const kept = (...fields: readonly (Field | FieldMatch)[]) =>
  mostSpecific(fields.map((one) => ('field' in one ? one : match(one)))).map(({ field }) => `${field.location} ${field.path}`);

describe('mostSpecific', () => {
  it('prefers the part to the whole', () => {
    expect(kept(at('url', '/?a=v'), at('query.a', 'v'))).toEqual(["query $['a']"]);
    expect(kept(at('header.Cookie', 'a=v'), at('cookie.a', 'v'))).toEqual(["cookie $['a']"]);
    expect(kept(at('body', '{"a":"v"}'), at('body.a', 'v'))).toEqual(["body $['a']"]);
    expect(kept(at('body.a', 'dg v=='), at('body.a', 'v', ['base64']))).toHaveLength(1);
  });

  it('keeps what stands in two places, in another value, or as a hash', () => {
    expect(kept(at('body.a', 'v'), at('body.b', 'v'))).toHaveLength(2);
    expect(kept(at('url', '/'), at('body.a', 'v'))).toHaveLength(2);
    expect(kept(at('header.X', 'v'), at('query.a', 'v'))).toHaveLength(2);
    expect(kept(match(at('body', 'v w')), match(at('body.a', 'w'), { value: 'w' }))).toHaveLength(2);
    expect(kept(match(at('body', 'v')), match(at('body.a', 'v'), { hashed: true }))).toHaveLength(2);
  });

  it('shows a value that stands everywhere everywhere', () => {
    expect(kept(at('body', 'v'), ...Array.from({ length: 65 }, (_, index) => at(`body.${index}`, 'v')))).toHaveLength(66);
  });
});
