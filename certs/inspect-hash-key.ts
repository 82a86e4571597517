import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openHashKey } from './hash-key.js';

/** Where the hash key of a run would come from, once it is found fit; `missing` where the first run makes it. Makes none. Throws `HashKeyError`. */
export function inspectHashKey(home: string, env: Readonly<Record<string, string | undefined>>): 'variable' | 'file' | 'missing' {
  const named = env['PLAINSIGHT_HASH_KEY'] !== undefined;
  if (!named && !existsSync(join(home, 'hash.key'))) return 'missing';
  openHashKey(home, env);
  return named ? 'variable' : 'file';
}
