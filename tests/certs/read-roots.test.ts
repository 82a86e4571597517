import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CaError } from '../../certs/ca-error.js';
import { type CertificateAuthority, openAuthority } from '../../certs/index.js';
import { readRoots, rootFilesOf } from '../../certs/read-roots.js';
import { systemRootFiles } from '../../certs/write-bundle.js';

describe('readRoots', () => {
  let folder: string;
  let authority: CertificateAuthority;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plainsight-roots-'));
    authority = openAuthority({ home: join(folder, 'home') });
  });

  it('adds named files to those of the system, each certificate once', () => {
    const system = join(folder, 'system.pem');
    writeFileSync(system, authority.certificatePem + authority.certificatePem);
    const roots = readRoots([authority.certificateFile], [system, join(folder, 'not-there.pem')]);
    expect(roots).toHaveLength(1);
    expect(roots[0]).toContain('BEGIN CERTIFICATE');
    expect(readRoots([authority.certificateFile], [system, system], [authority.certificatePem])).toEqual([]);
  });

  it('refuses a named file that is not there, or holds no certificate', () => {
    const empty = join(folder, 'empty.pem');
    writeFileSync(empty, 'nothing here\n');
    expect(() => readRoots([join(folder, 'not-there.pem')], [])).toThrow(CaError);
    expect(() => readRoots([empty], [])).toThrow(/empty\.pem holds no certificate/);
  });
});

describe('rootFilesOf', () => {
  it('takes in what the environment names for other programs', () => {
    expect(rootFilesOf({ SSL_CERT_FILE: '/a.pem', NODE_EXTRA_CA_CERTS: '' }).slice(-1)).toEqual(['/a.pem']);
    expect(rootFilesOf({})).toEqual(systemRootFiles);
  });
});
