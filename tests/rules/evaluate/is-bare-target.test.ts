import { describe, expect, it } from 'vitest';
import { isBareTarget } from '../../../rules/evaluate/is-bare-target.js';

describe('isBareTarget', () => {
  it.each(['/', '/v1/users/8271/profile-picture', '/Api/v2/Users', '/a/123456789012345', '/items.json'])('bare: %s', (target) => {
    expect(isBareTarget(target)).toBe(true);
  });

  it.each(['/?a', '/a=b', '/a%3Db', '/eyJ1aWQiOjF9', '/7b22756964223a317d', '/{"a":1}', '/a#b', `${'http://h/'.repeat(2)}?`])(
    'not bare: %s',
    (target) => {
      expect(isBareTarget(target)).toBe(false);
    },
  );
});
