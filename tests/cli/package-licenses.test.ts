import { expect, it } from 'vitest';
import { dependencyLicenses, readNotice } from '../../cli/package-licenses.js';

it('states a licence for each package that is installed, in whichever form its manifest has it', () => {
  const licenses = dependencyLicenses();
  expect(licenses.map(({ name }) => name)).toEqual([...licenses.map(({ name }) => name)].sort());
  // An SPDX expression, the list of long ago, and a package that hides its manifest from `require`.
  expect(licenses).toContainEqual(expect.objectContaining({ name: 'node-forge', license: '(BSD-3-Clause OR GPL-2.0)' }));
  expect(licenses).toContainEqual(expect.objectContaining({ name: 'read-tls-client-hello', license: 'Apache-2.0' }));
  expect(licenses.filter(({ license }) => license === 'see the package')).toEqual([]);
});

it('has the notice', () => {
  expect(readNotice()).toContain('Copyright the Plainsight authors');
});
