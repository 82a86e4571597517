import { fileURLToPath } from 'node:url';
import { type CertificateAuthority, openAuthority } from '../../certs/index.js';

const opened = new Map<string, CertificateAuthority>();

/**
 * A throw-away CA: `device` is the one the proxy mints with, `origin` signs the test origins, `stranger` nobody trusts. Made once for a
 * checkout and kept out of it, since making RSA keys takes most of a test file's time.
 */
export function testAuthority(name: 'device' | 'origin' | 'stranger'): CertificateAuthority {
  let authority = opened.get(name);
  if (authority === undefined) {
    authority = openAuthority({ home: fileURLToPath(new URL(`../../node_modules/.plainsight-test-ca/${name}`, import.meta.url)) });
    opened.set(name, authority);
  }
  return authority;
}
