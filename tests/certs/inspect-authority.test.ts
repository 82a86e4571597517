import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectAuthority } from '../../certs/inspect-authority.js';
import { openAuthority } from '../../certs/open-authority.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

it('opens the CA that is there, and makes none', () => {
  const home = temporaryFolder();
  expect(inspectAuthority({ home })).toBe('missing');
  expect(existsSync(join(home, 'certs'))).toBe(false);
  const { fingerprint256 } = openAuthority({ home });
  expect(inspectAuthority({ home })).toMatchObject({ fingerprint256 });
});

it('does not call one missing that was named', () => {
  const home = temporaryFolder();
  expect(() => inspectAuthority({ home, certFile: join(home, 'none.pem'), keyFile: join(home, 'none-key.pem') })).toThrow(/none/);
});
