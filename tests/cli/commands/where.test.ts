import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildMmdb, networksOf } from '../../harness/build-mmdb.js';
import { inProcess } from '../../harness/in-process.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

let home = '';
beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv('PLAINSIGHT_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('plainsight where', () => {
  it('explains every step for people', async () => {
    mkdirSync(join(home, 'databases'));
    const records = networksOf({ '133.11.0.0/24': { country: { iso_code: 'US' }, registered_country: { iso_code: 'JP' } } });
    writeFileSync(join(home, 'databases', 'GeoLite2-Country.mmdb'), buildMmdb(records, 'GeoLite2-Country'));
    const rules = join(home, 'r.yaml');
    writeFileSync(rules, 'plainsight: 1\nrules: [{ id: jp, never: { region: JP } }, { id: cn, never: { region: CN, wire: cleartext } }]\n');
    const { code, out } = await inProcess(['where', '133.11.0.1', '--rules', rules]);
    expect(code).toBe(0);
    const lines = out
      .split('\n')
      .filter((line) => !line.includes('warning') && !line.startsWith('  database   ip-location-db geo-whois-asn-country 2'));
    expect(lines.slice(0, 8)).toEqual([
      '133.11.0.1',
      '  class      public',
      '  database   GeoLite2-Country 2026-06-17 says US, registered in JP: counts',
      expect.stringMatching(/^ {2}network {4}AS2501 The University of Tokyo \(asn 2026-\d\d-\d\d\)$/),
      '  stands in  JP or US',
      expect.stringContaining('  settle     133.11.0.1 stands in JP or US, the databases disagree'),
      '  rule       undetermined  jp (never in JP)',
      '  rule       allowed  cn (never in CN, together with wire)',
    ]);
    expect(out).toContain('says JP: counts');
    expect(out).toContain(`(installed): ${join(home, 'databases', 'GeoLite2-Country.mmdb')}`);
  });

  it('tells machines the same', async () => {
    const { out } = await inProcess(['where', '[2001:db8::1]', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      target: '2001:db8::1',
      resolution: 'address',
      addresses: [
        {
          class: { kind: 'special', range: 'documentation (RFC 3849)' },
          overrides: [],
          anycast: null,
          databases: [],
          autonomousSystem: null,
          candidates: 'unknown',
          source: { kind: 'none', cause: 'special-address' },
          rules: [],
        },
      ],
      databases: [{ origin: 'bundled' }],
    });
  });

  it('resolves names', async () => {
    const { code, out } = await inProcess(['where', 'localhost']);
    expect(code).toBe(0);
    expect(out).toMatch(/^localhost has (?:one address|\d addresses), by the resolver of this machine\n/);
    expect(out).toContain('loopback (RFC');
  });

  it('says when a name has no address', async () => {
    // A label of 64 characters is no name (RFC 1035, section 2.3.4): no resolver is asked.
    const { code, out } = await inProcess(['where', `${'x'.repeat(64)}.example`]);
    expect(code).toBe(2);
    expect(out).toMatch(/^x+\.example: x+\.example could not be resolved \([A-Z_]+\)/);
  });

  it.each([
    ['https://a.example/', 'is a URL: give its host alone'],
    ['a.example:443', 'has a port: give the host alone'],
    ['[::1]:443', 'has a port: give the host alone'],
    ['*.a.example', 'is a pattern: give one name that it stands for'],
    ['10.0.0.0/8', 'is no host: give one name or one address'],
    ['', 'is neither a host name nor an IP address'],
    ['a b', 'is neither a host name nor an IP address'],
    ['a\u001b[31m.example', 'is neither a host name nor an IP address'],
    ['x'.repeat(300), 'is neither a host name nor an IP address'],
  ])('refuses %j', async (target, message) => {
    const { code, err } = await inProcess(['where', target]);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('refuses to answer with a broken database', async () => {
    mkdirSync(join(home, 'databases'));
    writeFileSync(join(home, 'databases', 'mine.mmdb'), 'nothing');
    const { code, err } = await inProcess(['where', '8.8.8.8']);
    expect([code, err]).toEqual([2, expect.stringContaining('plainsight data remove mine')]);
  });
});
