import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { homeFolder } from '../../certs/home-folder.js';

describe('homeFolder', () => {
  it.each([
    ['unset', undefined, '/home/ada/.plainsight'],
    ['empty', '', '/home/ada/.plainsight'],
    ['blank', '  ', '/home/ada/.plainsight'],
    ['absolute', '/var/lib/plainsight', '/var/lib/plainsight'],
    ['relative: absolute from here', 'build/ps', resolve('build/ps')],
    ['a tilde that no shell expanded', '~/ps', join('/home/ada', 'ps')],
    ['a tilde alone', '~', '/home/ada'],
    ["another user's home is a plain name", '~bob/ps', resolve('~bob/ps')],
  ])('%s', (_, value, expected) => {
    expect(homeFolder({ PLAINSIGHT_HOME: value }, '/home/ada')).toBe(expected);
  });
});
