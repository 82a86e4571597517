import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertificateAuthority, openAuthority } from '../../certs/index.js';

const opened = new Map<string, CertificateAuthority>();

/** A throw-away CA of this process: `device` is the one the proxy mints with, `origin` signs the test origins, `stranger` nobody trusts. */
export function testAuthority(name: 'device' | 'origin' | 'stranger'): CertificateAuthority {
  let authority = opened.get(name);
  if (authority === undefined) {
    const home = mkdtempSync(join(tmpdir(), `plainsight-ca-${name}-`));
    process.once('exit', () => rmSync(home, { recursive: true, force: true }));
    authority = openAuthority({ home });
    opened.set(name, authority);
  }
  return authority;
}
