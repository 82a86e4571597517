import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainWhere, type WhereOptions } from '../../session/explain-where.js';
import { buildMmdb, builtOn, networksOf } from '../harness/build-mmdb.js';
import { dnsServerForTest, zone } from '../harness/dns-server.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

const now = builtOn * 1_000;

function where(target: string, options: Partial<WhereOptions> = {}) {
  return explainWhere({ target, rules: [], home: join(temporaryFolder(), 'home'), env: {}, now, ...options });
}

function ruleset(body: string): string {
  const file = join(temporaryFolder(), 'plainsight.yaml');
  writeFileSync(file, `plainsight: 1\n${body}`);
  return file;
}

describe('an address', () => {
  it('is placed by the database that ships, with who announces it', async () => {
    const { resolution, addresses, databases, warnings } = await where('133.11.0.1');
    expect(resolution).toEqual({ kind: 'address' });
    expect(addresses).toMatchObject([
      {
        address: '133.11.0.1',
        explanation: {
          classified: { kind: 'public' },
          databases: [{ answer: { country: 'JP' }, decides: true }],
          region: { candidates: ['JP'] },
        },
        autonomousSystem: { asn: 2501 },
      },
    ]);
    expect(addresses[0]).not.toHaveProperty('advice');
    expect(databases).toMatchObject([{ origin: 'bundled', ageDays: 0, knows: ['countries'], instead: false }]);
    expect(warnings).toEqual([]);
  });

  it('says what would settle it', async () => {
    expect((await where('8.8.8.8')).addresses[0]?.advice).toContain('is announced from many places at once');
    expect((await where('10.1.2.3')).addresses[0]?.advice).toContain('is a private address');
  });

  it('may be wrapped or scoped', async () => {
    expect((await where('64:ff9b::133.11.0.1')).addresses[0]?.explanation.region.candidates).toEqual(['JP']);
    expect((await where('fe80::1%en0')).addresses[0]?.explanation.classified).toMatchObject({ range: 'link-local (RFC 4291)' });
  });
});

describe('a name', () => {
  it('has every address that the resolver gives, each once', async () => {
    const resolve = async () => ['133.11.0.1', '10.0.0.1', '133.11.0.1'];
    const { resolution, addresses } = await where('api.example', { resolve });
    expect(resolution).toEqual({ kind: 'resolved' });
    expect(addresses.map(({ address }) => address)).toEqual(['133.11.0.1', '10.0.0.1']);
  });

  it('may not resolve', async () => {
    const resolve = async (): Promise<never> => {
      throw Object.assign(new Error('x'), { code: 'ENOTFOUND' });
    };
    expect(await where('api.example', { resolve })).toMatchObject({
      resolution: { kind: 'failed', reason: 'api.example could not be resolved (ENOTFOUND)' },
      addresses: [],
    });
  });
});

describe('with a ruleset', () => {
  const rules = `regions:
  groups: { home: [JP] }
  overrides: [{ host: "*.staging.example", region: DE, reason: staging }]
  anycast: [133.12.0.0/16]
rules:
  - { id: home, never: { region: { notIn: [home] } } }
  - { id: eu, never: [{ region: [eu-adequate], wire: cleartext }, { region: CN }] }
  - { id: silent, level: note, never: { wire: cleartext } }
levels: { silent: off }
`;

  it('asks its region rules', async () => {
    const { addresses, rulesets } = await where('133.11.0.1', { rules: [ruleset(rules)] });
    expect(rulesets).toHaveLength(1);
    expect(addresses[0]?.rules).toEqual([
      { ruleId: 'home', forbidden: { mode: 'notIn', members: ['home'] }, verdict: 'allowed', conditional: false, rest: [] },
      { ruleId: 'eu', forbidden: { mode: 'in', members: ['eu-adequate'] }, verdict: 'denied', conditional: true, rest: ['wire'] },
      { ruleId: 'eu', forbidden: { mode: 'in', members: ['CN'] }, verdict: 'allowed', conditional: false, rest: [] },
    ]);
  });

  it('counts its overrides and marks', async () => {
    const file = ruleset(rules);
    const named = await where('API.staging.example.', { rules: [file], resolve: async () => ['10.0.0.1'] });
    expect(named.addresses[0]?.explanation).toMatchObject({ overrides: [{ region: 'DE' }], region: { candidates: ['DE'] } });
    expect((await where('133.12.0.1', { rules: [file] })).addresses[0]?.explanation.anycast).toMatchObject({
      kind: 'ruleset',
      cidr: '133.12.0.0/16',
    });
  });

  it('knows names by their IDNA form, as devices send them', async () => {
    const file = ruleset('regions: { overrides: [{ host: bücher.example, region: DE, reason: the shop }] }\n');
    for (const name of ['bücher.example', 'BÜCHER.example.', 'xn--bcher-kva.example']) {
      const { addresses } = await where(name, { rules: [file], resolve: async () => ['10.0.0.1'] });
      expect(addresses[0]?.explanation.region.candidates).toEqual(['DE']);
    }
  });

  it('that is wrong, or names what is not there, is an error', async () => {
    await expect(where('8.8.8.8', { rules: [ruleset('rules: 7')] })).rejects.toThrow('plainsight.yaml:2:');
    await expect(where('8.8.8.8', { rules: [ruleset('regions: { databases: [none.mmdb] }')] })).rejects.toThrow('there is no such file');
  });
});

describe('databases of the user', () => {
  it('are heard, tables of networks first, and old ones are told of', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'databases'));
    const records = networksOf({ '133.11.0.0/24': { country: { iso_code: 'US' }, registered_country: { iso_code: 'JP' } } });
    writeFileSync(join(home, 'databases', 'a.mmdb'), buildMmdb(records, 'GeoLite2-Country', 6, { built: builtOn - 200 * 86_400 }));
    const asn = join(home, 'asn.mmdb');
    writeFileSync(asn, buildMmdb(networksOf({ '133.11.0.0/24': { autonomous_system_number: 64_500 } }), 'GeoLite2-ASN'));
    const { addresses, warnings, databases } = await where('133.11.0.1', { home, geoDatabases: [asn] });
    expect(addresses[0]).toMatchObject({
      explanation: {
        region: {
          candidates: ['JP', 'US'],
          source: { detail: expect.stringContaining('GeoLite2-Country 2025-11-29: US, registered in JP') },
        },
      },
      autonomousSystem: { asn: 64_500, source: 'GeoLite2-ASN 2026-06-17' },
    });
    expect(databases.map(({ origin, knows }) => [origin, knows])).toEqual([
      ['flag', ['systems']],
      ['installed', ['countries']],
      ['bundled', ['countries']],
    ]);
    expect(warnings).toEqual([expect.stringContaining('GeoLite2-Country is of 2025-11-29, 200 days ago')]);
    // A network that the user's table does not know is looked up in the one that ships.
    expect((await where('133.11.1.1', { home, geoDatabases: [asn] })).addresses[0]?.autonomousSystem).toMatchObject({ asn: 2501 });
  });
});

describe('a name', () => {
  it('is followed through its aliases, to who runs it', async () => {
    const server = await dnsServerForTest(
      zone({ 'media.ours.example': { cname: 'edge.agora.io' }, 'edge.agora.io': ['133.11.0.1'], 'plain.ours.example': ['133.11.0.1'] }),
    );
    const options = { resolve: async () => ['133.11.0.1'], nameServers: [server.text] };
    expect((await where('Media.Ours.Example.', options)).addresses).toMatchObject([
      {
        names: { source: 'dns', resolver: '127.0.0.1', chain: [{ name: 'media.ours.example', cname: 'edge.agora.io', ttl: 60 }] },
        operators: [{ operator: 'agora', by: 'cname', name: 'edge.agora.io' }],
      },
    ]);
    const [plain] = (await where('plain.ours.example', options)).addresses;
    expect(plain).toMatchObject({ names: { source: 'dns', chain: [] }, operators: [] });
    const own = ruleset('operators: { ours: { domains: [ours.example] } }\nrules: [{ id: r, never: { operator: ours } }]');
    expect((await where('plain.ours.example', { ...options, rules: [own] })).addresses[0]?.operators).toEqual([
      { operator: 'ours', by: 'domain', name: 'plain.ours.example' },
    ]);
  });

  it('says what it could not find out, and takes no alias for granted', async () => {
    const server = await dnsServerForTest(zone({ 'media.ours.example': { cname: 'edge.agora.io' }, 'edge.agora.io': ['133.11.0.9'] }));
    const options = { resolve: async () => ['133.11.0.1'], nameServers: [server.text] };
    const [address] = (await where('media.ours.example', options)).addresses;
    expect(address).toMatchObject({ names: { chainUnknown: 'other-addresses' }, operators: [] });
    expect((await where('133.11.0.1')).addresses[0]).not.toHaveProperty('names');
  });

  it('is known by the number of who announces its address', async () => {
    expect((await where('1.1.1.1')).addresses[0]?.operators).toEqual([{ operator: 'cloudflare', by: 'asn', name: 'AS13335' }]);
  });
});
