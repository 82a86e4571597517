import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultContext, loadRuleset } from '../../rules/index.js';
import { sessionPlaces } from '../../session/places.js';
import { buildMmdb, builtOn, type MmdbValue, networksOf } from '../harness/build-mmdb.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

const now = builtOn * 1_000;

function ruleset(body = '') {
  const file = join(temporaryFolder(), 'r.yaml');
  writeFileSync(file, `plainsight: 1\n${body}`);
  return loadRuleset([file], defaultContext({ now }));
}

function database(records: Readonly<Record<string, MmdbValue>>, type: string): string {
  const file = join(temporaryFolder(), 'x.mmdb');
  writeFileSync(file, buildMmdb(networksOf(records), type));
  return file;
}

describe('sessionPlaces', () => {
  it('judges by what ships, and leaves networks to the judge', () => {
    const { judging, warnings } = sessionPlaces({ home: temporaryFolder() }, ruleset(), now);
    expect(judging.locate?.('133.11.0.1', []).candidates).toEqual(['JP']);
    expect(judging.autonomousSystem).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it('asks the user’s table first', () => {
    const asn = database({ '133.11.0.0/24': { asn: 'AS64500' } }, 'GeoLite2-ASN');
    const { judging } = sessionPlaces({ home: temporaryFolder(), geoDatabases: [asn] }, ruleset(), now);
    expect(judging.autonomousSystem?.('133.11.0.1')?.asn).toBe(64_500);
    expect(judging.autonomousSystem?.('133.11.1.1')?.asn).toBe(2501);
    expect(judging.autonomousSystem?.('10.0.0.1')).toBeUndefined();
  });

  it('warns of age, and refuses what is broken', () => {
    expect(sessionPlaces({ home: temporaryFolder() }, ruleset(), now + 200 * 86_400_000).warnings).toHaveLength(1);
    expect(() => sessionPlaces({ home: temporaryFolder(), geoDatabases: ['none.mmdb'] }, ruleset(), now)).toThrow('there is no such file');
    expect(() => sessionPlaces({ home: temporaryFolder() }, ruleset('regions: { precedence: [none] }'), now)).toThrow(
      'no database is called `none`',
    );
  });
});
