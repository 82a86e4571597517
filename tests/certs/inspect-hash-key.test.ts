import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openHashKey } from '../../certs/hash-key.js';
import { inspectHashKey } from '../../certs/inspect-hash-key.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

it('says where the key comes from, and makes none', () => {
  const home = temporaryFolder();
  expect(inspectHashKey(home, {})).toBe('missing');
  expect(existsSync(join(home, 'hash.key'))).toBe(false);
  expect(inspectHashKey(home, { PLAINSIGHT_HASH_KEY: 'sixteen-characters' })).toBe('variable');
  openHashKey(home, {});
  expect(inspectHashKey(home, {})).toBe('file');
});

it('refuses one that is not fit', () => {
  const home = temporaryFolder();
  expect(() => inspectHashKey(home, { PLAINSIGHT_HASH_KEY: 'short' })).toThrow();
  writeFileSync(join(home, 'hash.key'), '', { mode: 0o600 });
  expect(() => inspectHashKey(home, {})).toThrow();
});
