import { expect, it } from 'vitest';
import { DataError } from '../../../rules/load/data-error.js';

it('says what to do', () => {
  expect(new DataError('unwritable', '/home', Object.assign(new Error('x'), { code: 'EACCES' })).message).toBe(
    '/home could not be written (EACCES): make it writable, or point PLAINSIGHT_HOME at another folder',
  );
  expect(new DataError('not-countries', 'a.mmdb').message).toContain('install it without --instead');
  expect(new DataError('not-installed', 'b', undefined, ['a']).problem).toBe('not-installed');
});
