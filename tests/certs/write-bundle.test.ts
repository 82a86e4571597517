import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { writeBundle } from '../../certs/index.js';
import { certificatesInPem } from '../../certs/x509/certificates-in-pem.js';
import { expectRefusal } from './harness/expect-refusal.js';
import { makeAuthority, rsaKey } from './harness/make-authority.js';
import { temporaryFolder } from './harness/temporary-folder.js';

const key = rsaKey();
const ours = makeAuthority({ key });
const authority = { certificatePem: ours.pem };
const company = makeAuthority({ key });

describe('writeBundle', () => {
  it('joins our CA, the given roots and the system’s, each once', () => {
    const folder = temporaryFolder();
    const systemFile = join(folder, 'system.crt');
    writeFileSync(systemFile, `# roots of this machine\n${company.pem}${rootCertificates[0]}\n`);
    const bundle = writeBundle({
      authority,
      roots: rootCertificates,
      folder: join(folder, 'new', 'folder'),
      systemFiles: [systemFile, join(folder, 'none')],
    });
    const written = certificatesInPem(readFileSync(bundle.file, 'utf8'));
    expect(written[0]).toEqual(ours.certificate.raw);
    expect(written.at(-1)).toEqual(company.certificate.raw);
    expect(written).toHaveLength(rootCertificates.length + 2);
    expect(bundle).toMatchObject({ certificates: rootCertificates.length + 2, unusable: 0, pem: readFileSync(bundle.file, 'utf8') });
  });

  it('reads the system’s own roots unless told otherwise', () => {
    const bundle = writeBundle({ authority, roots: [], folder: temporaryFolder() });
    expect(bundle.certificates).toBeGreaterThanOrEqual(1);
  });

  it('says so where it cannot read or write', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const inside = join(file, 'inside');
    expectRefusal('unwritable-folder', join(inside, 'ca-bundle.pem'), () =>
      writeBundle({ authority, roots: [], folder: inside, systemFiles: [] }),
    );
    expectRefusal('unreadable', folder, () => writeBundle({ authority, roots: [], folder, systemFiles: [folder] }));
  });
});
