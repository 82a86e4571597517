import { describe, expect, it } from 'vitest';
import { rememberByName } from '../../../rules/matchers/remember-by-name.js';

describe('rememberByName', () => {
  it('reads a name once', () => {
    const read: string[] = [];
    const length = rememberByName((name) => {
      read.push(name);
      return name.length;
    });
    expect([length('ab'), length('ab'), length('abc')]).toEqual([2, 2, 3]);
    expect(read).toEqual(['ab', 'abc']);
  });

  it('reads 128 characters of a name', () => {
    expect(rememberByName((name) => name.length)('x'.repeat(1_000))).toBe(128);
  });

  it('forgets when there are too many, and reads again', () => {
    let reads = 0;
    const answer = rememberByName((name) => {
      reads++;
      return name;
    });
    for (let index = 0; index < 10_000; index++) answer(`n${index}`);
    expect(answer('n0')).toBe('n0');
    expect(reads).toBe(10_001);
  });
});
