import { describe, expect, it } from 'vitest';
import { nameKey } from '../../../rules/compile/name-key.js';

describe('nameKey', () => {
  it('makes one of the ways of writing a name, and no more', () => {
    expect(new Set(['user_id', 'userId', 'User-ID', 'USER ID', 'user.id'].map(nameKey))).toEqual(new Set(['userid']));
    expect(nameKey('users_id')).not.toBe(nameKey('user_id'));
    expect(nameKey('_')).toBe('');
  });
});
