import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../model/index.js';
import { createJudge, createLocator, createPlaceFinder, defaultContext, loadRuleset, openPlaces } from '../../../../rules/index.js';
import { buildMmdb, networksOf } from '../../../harness/build-mmdb.js';
import { folderForFile } from '../../../harness/folder-for-file.js';
import { sampleConnection } from '../../../harness/sample-connection.js';
import { allocatedRows } from './allocated-rows.js';
import { ipinfoRecords, maxmindRecords, ownDatabaseRows } from './own-database-rows.js';
import type { Expected, PlaceRow, Setting } from './place-row.js';
import { reservedRows } from './reserved-rows.js';
import { saidRows } from './said-rows.js';

/** Every rule speaks of connections, so that each row is judged as a run would judge it. */
const rules = `rules:
  - { id: not-china, never: { region: cn-mainland } }
  - { id: not-russia, never: { region: ru } }
  - { id: not-japan, never: { region: JP } }
  - { id: no-us, never: { region: US } }
  - { id: no-ca, never: { region: CA } }
  - { id: no-gb-no-cn, never: { region: [GB, CN] } }
  - { id: uk, never: { region: { notIn: [GB] } } }
  - { id: japan-only, never: { region: { notIn: [JP] } } }
  - { id: home, never: { region: { notIn: [home] } } }
  - { id: eu-only, never: { region: { notIn: [eu] } } }
  - { id: eea-only, never: { region: { notIn: [eea] } } }
  - { id: adequate, never: { region: { notIn: [eea, eu-adequate] } } }
  - { id: japan, never: { region: { notIn: [JP, jp-equivalent] } } }
  - { id: no-concern, never: { region: us-doj-concern } }
`;
const regions = `plainsight: 1
regions:
  groups: { home: [US, CA] }
`;
const said = `  anycast: [133.12.0.0/16]
  overrides:
    - { cidr: 10.20.0.0/16, region: US, reason: staging }
    - { cidr: 10.20.30.0/24, region: DE, reason: its European part }
    - { cidr: 10.20.30.7, region: CN, reason: a machine that is lent }
    - { cidr: 100.64.0.0/10, region: DE, reason: the carrier }
    - { cidr: "fd12:3456:789a::/48", region: CA, reason: the office }
    - { cidr: "2001:db8:1::/64", region: US, reason: the lab }
    - { cidr: 166.111.5.0/24, region: JP, reason: bought }
    - { cidr: 9.9.9.10, region: US, reason: measured }
    - { host: "*.staging.example", region: US, reason: staging }
    - { host: eu.staging.example, region: DE, reason: staging }
    - { host: "*.cn.staging.example", region: CN, reason: staging }
    - { host: bücher.example, region: DE, reason: the shop }
    - { host: backend., region: US, reason: the lab }
`;

const rows: readonly PlaceRow[] = [...reservedRows, ...allocatedRows, ...ownDatabaseRows, ...saidRows];
const counted: Record<Expected, number> = { allowed: 0, denied: 0, undetermined: 0, conditional: 0 };

const folder = folderForFile();

function prepare(body: string) {
  writeFileSync(join(folder, 'geolite.mmdb'), buildMmdb(networksOf(maxmindRecords), 'GeoLite2-Country'));
  writeFileSync(join(folder, 'ipinfo.mmdb'), buildMmdb(networksOf(ipinfoRecords), 'ipinfo country_asn.mmdb', 6, { recordSize: 28 }));
  const file = join(folder, `r${body.length}.yaml`);
  writeFileSync(file, regions + body + rules);
  const ruleset = loadRuleset([file], defaultContext());
  const { sources } = openPlaces({ ruleset });
  const locate = createLocator(sources);
  const judge = createJudge(ruleset, { now: () => 0, locate });
  return { judge, locate, explain: createPlaceFinder(sources).explain };
}

const settings: Readonly<Record<Setting, ReturnType<typeof prepare>>> = {
  ships: prepare(''),
  said: prepare(said),
  beside: prepare('  databases: [geolite.mmdb, ipinfo.mmdb]\n'),
  preferred: prepare('  databases: [geolite.mmdb, ipinfo.mmdb]\n  precedence: [GeoLite2-Country]\n'),
};

/** As a run makes it: dialled, and placed by its address and its names. */
function dialled(index: number, { address, names = [], setting }: PlaceRow): Connection {
  const [host] = names;
  return {
    ...sampleConnection(`c${index}`),
    interception: 'intercepted',
    wire: 'tls',
    server: { address, port: 443, ...(host === undefined ? {} : { host }), region: settings[setting].locate(address, names) },
  };
}

describe('where addresses and names stand', () => {
  it.each(rows.map((row, index) => ({ ...row, index, named: row.names?.join(', ') ?? '' })))(
    '$address $named, $setting, by $rule: $expected ($source)',
    (row) => {
      const { judge, explain } = settings[row.setting];
      const connection = dialled(row.index, row);
      const found = judge.opened(connection).filter(({ ruleId }) => ruleId === row.rule);
      counted[row.expected]++;
      switch (row.expected) {
        case 'allowed':
          expect(found).toEqual([]);
          break;
        case 'denied':
          expect(found).toMatchObject([{ kind: 'fail', regionVerdict: 'denied' }]);
          break;
        case 'undetermined':
          expect(found).toMatchObject([{ kind: 'open', regionVerdict: 'undetermined', openBecause: { gap: 'region-undetermined' } }]);
          break;
        case 'conditional':
          expect(found).toMatchObject([{ kind: 'open', openBecause: { detail: expect.stringMatching(/^conditional: /) } }]);
          break;
      }
      // What `plainsight where` shows is what a run goes by.
      expect(explain(row.address, row.names ?? []).region).toEqual(connection.server?.region);
    },
  );

  afterAll(() => {
    expect(rows.length).toBeGreaterThanOrEqual(150);
    expect(Math.min(...Object.values(counted))).toBeGreaterThan(0);
  });
});

it('no row stands twice, and each says why it is right', () => {
  const keys = rows.map(({ address, names = [], setting, rule }) => [address, ...names, setting, rule].join(' '));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  for (const { source } of rows) expect(source.length).toBeGreaterThan(5);
});
