import { describe, expect, it } from 'vitest';
import { compileHostSet, compileStatusSet, compileWordSet } from '../../../rules/compile/compile-set.js';

const set = (mode: 'in' | 'notIn', ...members: string[]) => compileHostSet({ mode, members }, new Map());

describe('compileHostSet', () => {
  it('holds for `in` if any name matches, for `notIn` if any does not', () => {
    const facts = { names: ['a.example', 'evil.test'], address: '203.0.113.9', complete: true };
    expect(set('in', 'a.example')(facts)).toBe(true);
    expect(set('notIn', 'a.example')(facts)).toBe(true);
    expect(set('notIn', 'a.example', 'evil.test')(facts)).toBe(false);
    expect(set('in', 'b.example')(facts)).toBe(false);
  });

  it('counts the dialled address for addresses only', () => {
    const facts = { names: ['a.example'], address: '10.1.1.1', complete: true };
    expect(set('in', '10.0.0.0/8')(facts)).toBe(true);
    expect(set('notIn', '10.0.0.0/8')(facts)).toBe(false);
    expect(set('notIn', 'a.example')(facts)).toBe(false);
  });

  it('is unknown where a name may be missing', () => {
    const facts = { names: [], address: '10.1.1.1', complete: false };
    expect(set('in', 'a.example')(facts)).toBe('unknown');
    expect(set('in', '10.1.1.1')(facts)).toBe(true);
    expect(set('notIn', '10.1.1.1')(facts)).toBe(false);
    expect(set('in', 'a.example')({ names: [], complete: false })).toBe('unknown');
    expect(set('notIn', 'a.example')({ names: [], complete: false })).toBe('unknown');
  });
});

describe('compileStatusSet and compileWordSet', () => {
  it('know classes of statuses and no case', () => {
    const statuses = compileStatusSet({ mode: 'in', members: ['2xx', '404'] });
    expect([200, 299, 404, 301, 20].map(statuses)).toEqual([true, true, true, false, false]);
    expect(compileStatusSet({ mode: 'notIn', members: ['5XX'] })(503)).toBe(false);
    expect(compileWordSet({ mode: 'in', members: ['get'] })('GET')).toBe(true);
  });
});
