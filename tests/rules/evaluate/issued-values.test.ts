import { describe, expect, it } from 'vitest';
import { issuedValues } from '../../../rules/evaluate/issued-values.js';
import { at } from './samples.js';

const everywhere = () => true;

describe('issuedValues', () => {
  it('takes each value once, at the places only', () => {
    const fields = [at('body.a', 'one'), at('body.b', 'two'), at('body.c', 'one'), at('body.d', 'other')];
    expect(issuedValues(fields, ({ path }) => path !== "$['d']")).toEqual(['one', 'two']);
  });

  it('takes a value as it stood, not as it reads further in', () => {
    expect(issuedValues([at('body.a', 'a b', ['json', 'percent']), at('body.a', 'a%20b', ['json'])], everywhere)).toEqual(['a%20b']);
  });

  it('leaves out the scheme of a credential, white space, null and nothing', () => {
    const fields = ['Bearer tok-1', 'DPoP  tok-2', ' tok-3 ', 'null', 'undefined', ' ', 'Bearer', 'bearers tok-4'];
    expect(
      issuedValues(
        fields.map((value, index) => at(`body.${index}`, value)),
        everywhere,
      ),
    ).toEqual(['tok-1', 'tok-2', 'tok-3', 'Bearer', 'bearers tok-4']);
  });
});
