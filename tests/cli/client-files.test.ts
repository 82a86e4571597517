import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAuthority } from '../../certs/index.js';
import { writeClientFiles } from '../../cli/client-files.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

it('bundle, trust store and wgetrc: written once, and anew for another CA or when one is missing', async () => {
  const folder = temporaryFolder();
  const wgetrc = join(folder, 'own-wgetrc');
  writeFileSync(wgetrc, 'quiet = on');
  const authority = openAuthority({ home: join(folder, 'home') });
  const files = await writeClientFiles(authority, join(folder, 'client'), { WGETRC: wgetrc });
  expect(readFileSync(files.bundleFile, 'utf8')).toContain(authority.certificatePem.trim());
  expect(readFileSync(files.wgetrcFile, 'utf8')).toBe(`quiet = on\nca_certificate = ${files.bundleFile}\n`);

  const made = statSync(files.bundleFile).mtimeMs;
  expect(await writeClientFiles(authority, join(folder, 'client'), { WGETRC: wgetrc })).toEqual(files);
  expect(statSync(files.bundleFile).mtimeMs).toBe(made);

  rmSync(files.trustStore.file);
  writeFileSync(join(folder, 'client', 'made-of.json'), '{"madeOf": "half');
  await writeClientFiles(authority, join(folder, 'client'), {});
  expect(statSync(files.trustStore.file).size).toBeGreaterThan(10_000);

  const other = openAuthority({ home: join(folder, 'other') });
  await writeClientFiles(other, join(folder, 'client'), {});
  const bundle = readFileSync(files.bundleFile, 'utf8');
  expect([bundle.includes(other.certificatePem.trim()), bundle.includes(authority.certificatePem.trim())]).toEqual([true, false]);
});
