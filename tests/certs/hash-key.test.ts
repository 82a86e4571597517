import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HashKeyError, type HashKeyErrorCause, openHashKey } from '../../certs/index.js';
import { temporaryFolder } from './harness/temporary-folder.js';

function refusal(cause: HashKeyErrorCause, act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (!(error instanceof HashKeyError)) throw error;
    expect(error.cause).toBe(cause);
    expect(error.message).toMatch(/Next: \S/);
    return error.message;
  }
  throw new Error('nothing was thrown');
}

describe('openHashKey', () => {
  it('makes 32 random bytes that only the owner may read, and finds them again', () => {
    const home = join(temporaryFolder(), 'home');
    const key = openHashKey(home, {});
    expect(key).toHaveLength(32);
    expect(openHashKey(home, {})).toEqual(key);
    expect(statSync(join(home, 'hash.key')).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(readdirSync(home)).toEqual(['hash.key']);
    expect(openHashKey(temporaryFolder(), {})).not.toEqual(key);
  });

  it('takes the variable, and then touches no file', () => {
    const home = join(temporaryFolder(), 'home');
    expect(openHashKey(home, { PLAINSIGHT_HASH_KEY: 'sixteen letters!' })).toEqual(Buffer.from('sixteen letters!'));
    expect(() => statSync(home)).toThrow();
  });

  it.each(['', 'short', 'fifteen letters', '🙂🙂🙂🙂🙂🙂🙂🙂'])('refuses the variable %j, without repeating it', (value) => {
    const message = refusal('too-short', () => openHashKey(temporaryFolder(), { PLAINSIGHT_HASH_KEY: value }));
    if (value !== '') expect(message).not.toContain(value);
  });

  it('refuses a key that others can read, and says the command', () => {
    const home = temporaryFolder();
    openHashKey(home, {});
    chmodSync(join(home, 'hash.key'), 0o640);
    expect(refusal('readable-by-others', () => openHashKey(home, {}))).toContain(`chmod 600 ${join(home, 'hash.key')}`);
  });

  it('refuses a damaged key, and leaves it as it is', () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'hash.key'), 'half', { mode: 0o600 });
    refusal('malformed', () => openHashKey(home, {}));
    expect(readFileSync(join(home, 'hash.key'), 'utf8')).toBe('half');
  });

  it('refuses a folder in its place', () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'hash.key'), { mode: 0o700 });
    refusal('unreadable', () => openHashKey(home, {}));
  });

  it('refuses a home that cannot be made', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    refusal('unwritable-home', () => openHashKey(join(file, 'home'), {}));
    refusal('unwritable-home', () => openHashKey(file, {}));
  });
});
