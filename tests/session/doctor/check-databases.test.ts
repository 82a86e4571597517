import { expect, it } from 'vitest';
import { checkDatabases } from '../../../session/doctor/check-databases.js';
import { listDatabases } from '../../../session/list-databases.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

const list = () => listDatabases(temporaryFolder(), Date.UTC(2026, 6, 1));

it('says of each what it knows and how old it is', () => {
  const listed = list();
  const { state, found } = checkDatabases(listed);
  expect(state).toBe('ok');
  expect(found.split('\n')).toHaveLength(listed.length);
  expect(found).toMatch(/\(bundled, countries\) of \d{4}-\d\d-\d\d, \d+ days old/);
});

it('is worse by the worst of them', () => {
  const listed = list();
  const [first] = listed;
  expect(checkDatabases([...listed, { ...first!, warning: 'it is old' }])).toMatchObject({
    state: 'warning',
    found: expect.stringContaining('it is old'),
  });
  const broken = { ...first!, name: 'mine', origin: 'installed' as const, state: { broken: 'it is truncated' } };
  expect(checkDatabases([...listed, broken])).toMatchObject({
    state: 'problem',
    found: expect.stringContaining('it is truncated'),
    next: 'plainsight data remove mine, or replace it',
  });
});
