import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildMmdb, networksOf } from '../../harness/build-mmdb.js';
import { inProcess } from '../../harness/in-process.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

it('lint opens the databases that a ruleset names', async () => {
  const folder = temporaryFolder();
  const rules = join(folder, 'r.yaml');
  writeFileSync(
    rules,
    'plainsight: 1\nregions: { databases: [geo.mmdb], precedence: [geo] }\nrules: [{ id: cn, never: { region: CN } }]\n',
  );
  const missing = await inProcess(['rules', 'lint', rules], folder);
  expect(missing).toMatchObject({ code: 2, err: expect.stringMatching(/r\.yaml:2:24: country database geo\.mmdb: there is no such file/) });
  writeFileSync(join(folder, 'geo.mmdb'), buildMmdb(networksOf({ '9.0.0.0/8': { country_code: 'US' } })));
  expect(await inProcess(['rules', 'lint', rules], folder)).toMatchObject({ code: 0, out: '1 rules, 0 problems\n' });
  expect(await inProcess(['rules', 'lint', '--rules', rules], folder)).toMatchObject({ code: 0, out: '1 rules, 0 problems\n' });
});
