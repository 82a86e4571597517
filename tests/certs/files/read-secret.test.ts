import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSecret } from '../../../certs/files/read-secret.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

describe('readSecret', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'secret');
  writeFileSync(file, 'hush');

  it.each([0o600, 0o400, 0o700])('reads mode %o', (mode) => {
    chmodSync(file, mode);
    expect(readSecret(file)).toEqual({ kind: 'read', bytes: Buffer.from('hush') });
  });

  it.each([
    [0o640, '0640'],
    [0o604, '0604'],
    [0o620, '0620'],
    [0o777, '0777'],
  ])('does not read mode %o', (mode, shown) => {
    chmodSync(file, mode);
    expect(readSecret(file)).toEqual({ kind: 'readable-by-others', mode: shown });
  });

  it('tells a missing file from an unreadable one', () => {
    expect(readSecret(join(folder, 'none'))).toEqual({ kind: 'missing' });
    chmodSync(file, 0o600);
    expect(readSecret(join(file, 'below'))).toEqual({ kind: 'missing' });
    expect(readSecret('a\0b')).toMatchObject({ kind: 'unreadable' });
    chmodSync(folder, 0o700);
    expect(readSecret(folder)).toEqual({ kind: 'unreadable', reason: 'EISDIR' });
  });
});
