import { describe, expect, it } from 'vitest';
import { groupBy } from '../../report/group-by.js';

describe('groupBy', () => {
  it('keeps the order of groups and of their members, whatever the keys are called', () => {
    expect([...groupBy(['b1', 'a1', 'b2', '__proto__'], (text) => text.replace(/\d/, ''))]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1']],
      ['__proto__', ['__proto__']],
    ]);
  });
});
