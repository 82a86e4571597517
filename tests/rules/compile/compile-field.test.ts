import { describe, expect, it } from 'vitest';
import { compareSureness, compileField, matcherField } from '../../../rules/compile/compile-field.js';
import { at, field } from '../evaluate/samples.js';

const compiled = (parts: Parameters<typeof field>[1]) => compileField(field('f', parts), 3, new Map());

describe('compileField', () => {
  it('says what a scan over bytes can rule out', () => {
    expect(compiled({ values: ['u-7f3a9c21d0'] })).toMatchObject({ index: 3, plantedOnly: true, namesOnly: false });
    expect(compiled({ values: ['u-7f3a9c21d0'], names: ['User_ID'] })).toMatchObject({ plantedOnly: false, namesOnly: true });
    expect(compiled({ names: ['uid'], patterns: ['a+'] })).toMatchObject({ plantedOnly: false, namesOnly: false });
    expect(compiled({ names: ['User_ID', '- _'] }).names).toEqual(new Set(['userid']));
  });

  it('narrows by a name anywhere above, or by a JSONPath', () => {
    const { narrows } = compiled({ under: ['extra_info', "$..list[1]['id']"] });
    expect(narrows(at('body.extraInfo.a.b', 'x'))).toBe(true);
    expect(narrows(at('body.a.list.1.id', 'x'))).toBe(true);
    expect(narrows(at('body.a.list.2.id', 'x'))).toBe(false);
    expect(narrows(at('body', 'x'))).toBe(false);
    expect(compiled({}).narrows(at('body', 'x'))).toBe(true);
  });

  it('throws on a matcher that does not exist', () => {
    expect(() => compileField(matcherField('nobody'), 0, new Map())).toThrow('`nobody`');
  });
});

describe('compareSureness', () => {
  it('orders the ways of recognising', () => {
    const ways = ['name', 'planted', 'pattern', 'checksum'] as const;
    expect([...ways].sort(compareSureness)).toEqual(['name', 'pattern', 'checksum', 'planted']);
  });
});
