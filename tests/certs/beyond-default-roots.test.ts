import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { beyondDefaultRoots } from '../../certs/beyond-default-roots.js';
import { temporaryFolder } from '../harness/temporary-folder.js';
import { testAuthority } from '../harness/test-authorities.js';

const own = testAuthority('origin').certificatePem;
const other = testAuthority('stranger').certificatePem;
const all = [...rootCertificates, own];

describe('beyondDefaultRoots', () => {
  it('leaves those that Node does not trust by itself', () => {
    expect(beyondDefaultRoots(all, rootCertificates, {})).toEqual([own]);
    expect(beyondDefaultRoots(rootCertificates, rootCertificates, {})).toEqual([]);
  });

  it('is nothing where Node trusts one that is not among them', () => {
    expect(beyondDefaultRoots([own], rootCertificates, {})).toBeUndefined();
    expect(beyondDefaultRoots(all.slice(1), rootCertificates, {})).toBeUndefined();
  });

  it.each([
    { NODE_OPTIONS: '--max-old-space-size=512 --use-openssl-ca' },
    { NODE_OPTIONS: '--use_system_ca' },
    { NODE_USE_SYSTEM_CA: '1' },
    { NODE_EXTRA_CA_CERTS: '/not/there.pem' },
  ])('is nothing where it cannot be known: %o', (env) => {
    expect(beyondDefaultRoots(all, rootCertificates, env)).toBeUndefined();
  });

  it('goes by the certificates of NODE_EXTRA_CA_CERTS, however they are laid out', () => {
    const file = join(temporaryFolder(), 'extra.pem');
    const env = { NODE_EXTRA_CA_CERTS: file };
    writeFileSync(file, `# ours\n${own.replaceAll('\n', '\r\n')}${rootCertificates[0]}`);
    expect(beyondDefaultRoots(all, rootCertificates, env)).toEqual([own]);
    writeFileSync(file, `${own}${other}`);
    expect(beyondDefaultRoots(all, rootCertificates, env)).toBeUndefined();
  });
});
