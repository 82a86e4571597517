import { describe, expect, it } from 'vitest';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import { splitLiterals } from '../../../rules/compile/split-literals.js';

const literalsOf = (value: string, as?: 'name') =>
  splitLiterals([{ ...plantedForms(value, { salts: [], hmacKeys: [], ...(as ? { as } : {}) }), id: 0, field: 0 }]);
const holds = (value: string, text: string, { alone = false, as }: { alone?: boolean; as?: 'name' } = {}) => {
  const bytes = Buffer.from(text);
  return literalsOf(value, as).holds(bytes, bytes.length, alone);
};

describe('splitLiterals', () => {
  it('has the halves of a value that may be cut anywhere', () => {
    const { heads, tails } = literalsOf('qa.person+77@example.test');
    expect(heads.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['qa.person+77']);
    expect(tails.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['example.test']);
  });

  it('takes a last half for a maybe only where the value begins, too', () => {
    const value = 'qa.person+77@example.test';
    expect(holds(value, '{"to":"info@example.test"}')).toBe(false);
    expect(holds(value, '{"a":"qa.p","b":"erson+77@example.test"}')).toBe(true);
    expect(holds(value, '{"a":"QA.P","b":"ERSON+77@EXAMPLE.TEST"}')).toBe(true);
    expect(holds(value, '{"to":"info@example.test"}', { alone: true })).toBe(true);
    expect(holds('an old purple heron lands', 'b=e+heron+lands&a=an+old+purpl')).toBe(true);
  });

  it('takes the longer part of a name beside the other', () => {
    expect(holds('Ada Lovelace', '{"first":"Ada","last":"Lovelace"}', { as: 'name' })).toBe(true);
    expect(holds('Ada Lovelace', '{"last":"Lovelace"}', { as: 'name' })).toBe(false);
    expect(holds('Jürgen Müllermann', '{"a":"müllermann","b":"jürgen"}', { as: 'name' })).toBe(true);
  });

  it('has none for values that are looked for whole only', () => {
    expect(literalsOf('room-4415')).toMatchObject({ heads: [], tails: [] });
    expect(holds('room-4415', 'room-4415')).toBe(false);
  });
});
