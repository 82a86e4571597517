import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Sensitive } from '../../model/sensitive.js';
import fc from '../harness/fast-check.js';

const raw = 'u-7f3a9c2d41';
const value = new Sensitive(raw);

describe('Sensitive', () => {
  it('gives its value to who asks for it, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => new Sensitive(text).reveal() === text));
  });

  it.each<[string, string]>([
    ['a template', `${value}`],
    ['concatenation', `id=${String(value)}`],
    ['joining', [value, value].join()],
    ['JSON', JSON.stringify({ value, list: [value] })],
    ['inspection', inspect({ value }, { showHidden: true, depth: null })],
    ['inspection inside a map', inspect(new Map([[value, value]]), { getters: true })],
    ['a log line', format('%s %o %O %j', value, value, value, { value })],
    ['the message of an error', new Error(`no ${value}`).stack ?? ''],
    ['its keys', JSON.stringify([Object.entries(value), Reflect.ownKeys(value), { ...value }])],
    ['a copy', inspect(structuredClone(value))],
  ])('stays hidden in %s', (_where, shown) => {
    expect(shown).not.toContain(raw);
  });

  it('shows that something is there', () => {
    expect([`${value}`, JSON.stringify(value), inspect(value)]).toEqual(['[sensitive]', '"[sensitive]"', '[sensitive]']);
  });
});
