import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAuthority, rotateAuthority } from '../../certs/index.js';
import { expectRefusal } from './harness/expect-refusal.js';
import { temporaryFolder } from './harness/temporary-folder.js';

describe('rotateAuthority', () => {
  it('makes a new CA, keeps the old certificate and destroys the old key', () => {
    const home = temporaryFolder();
    const old = openAuthority({ home });
    const oldKey = readFileSync(join(home, 'keys', 'ca.private.key'), 'utf8');
    const { authority, retiredFile } = rotateAuthority({ home });
    expect(authority.fingerprint256).not.toBe(old.fingerprint256);
    expect(openAuthority({ home }).fingerprint256).toBe(authority.fingerprint256);
    expect(readFileSync(retiredFile ?? '', 'utf8')).toBe(old.certificatePem);
    expect(readFileSync(join(home, 'keys', 'ca.private.key'), 'utf8')).not.toBe(oldKey);
  });

  it('helps where the CA is no good, and where there is none', () => {
    const home = join(temporaryFolder(), 'home');
    expect(rotateAuthority({ home }).retiredFile).toBeUndefined();
    writeFileSync(join(home, 'keys', 'ca.private.key'), 'torn');
    writeFileSync(join(home, 'certs', 'ca.pem'), 'torn');
    const { authority, retiredFile } = rotateAuthority({ home });
    expect(existsSync(retiredFile ?? '')).toBe(true);
    expect(openAuthority({ home }).fingerprint256).toBe(authority.fingerprint256);
  });

  it('says so where home cannot be written', () => {
    const home = join(temporaryFolder(), 'file');
    writeFileSync(home, '');
    expectRefusal('unwritable-home', home, () => rotateAuthority({ home }));
  });
});
