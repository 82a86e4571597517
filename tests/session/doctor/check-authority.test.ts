import { expect, it } from 'vitest';
import { openAuthority } from '../../../certs/index.js';
import { checkAuthority } from '../../../session/doctor/check-authority.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

const day = 86_400_000;

it('says which CA it is, and warns when its end is near', () => {
  const authority = openAuthority({ home: temporaryFolder() });
  const state = (daysBefore: number) => checkAuthority(authority, authority.notAfter - daysBefore * day).state;
  expect(checkAuthority(authority, Date.now())).toMatchObject({ state: 'ok', found: expect.stringContaining(authority.fingerprint256) });
  expect(state(30)).toBe('ok');
  expect(state(29)).toBe('warning');
});

it('is none yet before the first start', () => {
  expect(checkAuthority('missing', Date.now())).toMatchObject({ state: 'note', next: expect.stringContaining('plainsight start') });
});
