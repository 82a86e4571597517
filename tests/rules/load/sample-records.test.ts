import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Mmdb } from '../../../rules/load/open-mmdb.js';
import { openMmdb } from '../../../rules/load/open-mmdb.js';
import { sampleRecords } from '../../../rules/load/sample-records.js';
import { buildMmdb, networksOf } from '../../harness/build-mmdb.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

function sample(networks: Readonly<Record<string, string>>, wanted: number) {
  const file = join(temporaryFolder(), 'x.mmdb');
  writeFileSync(
    file,
    buildMmdb(networksOf(Object.fromEntries(Object.entries(networks).map(([cidr, code]) => [cidr, { country_code: code }])))),
  );
  return sampleRecords(openMmdb(file), wanted);
}

describe('sampleRecords', () => {
  it('finds records wherever they are, of both IP versions', () => {
    expect(sample({ '255.255.255.255/32': 'DE', 'fdff:ffff::/32': 'FR' }, 5)).toEqual([{ country_code: 'DE' }, { country_code: 'FR' }]);
  });

  it('finds as many as wanted of each version', () => {
    expect(sample({ '1.0.0.0/8': 'DE', '2.0.0.0/8': 'US', '3.0.0.0/8': 'JP', '2001:db8::/32': 'FR' }, 2)).toHaveLength(3);
  });

  it('finds none in an empty one', () => {
    expect(sample({}, 5)).toEqual([]);
  });

  it('gives up at what cannot be read, and ends whatever the prefixes', () => {
    const fake = (get: Mmdb['get']): Mmdb => ({
      file: '',
      databaseType: '',
      date: '2026-06-17',
      ipVersion: 6,
      get,
      firstDamaged: () => undefined,
    });
    expect(
      sampleRecords(
        fake(() => 'damaged'),
        5,
      ),
    ).toBe('damaged');
    expect(
      sampleRecords(
        fake(() => ({ record: null, prefix: 128 })),
        5,
      ),
    ).toEqual([]);
    expect(
      sampleRecords(
        fake(() => ({ record: null, prefix: 0 })),
        5,
      ),
    ).toEqual([]);
  });
});
