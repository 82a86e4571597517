import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildMmdb, builtOn, networksOf } from '../../harness/build-mmdb.js';
import { inProcess } from '../../harness/in-process.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

let home = '';
let file = '';
beforeEach(() => {
  const folder = temporaryFolder();
  home = join(folder, 'home');
  file = join(folder, 'download.mmdb');
  writeFileSync(file, buildMmdb(networksOf({ '133.11.0.0/24': { country: { iso_code: 'US' } } }), 'GeoLite2-Country'));
  vi.stubEnv('PLAINSIGHT_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('plainsight data', () => {
  it('lists what there is, with dates', async () => {
    const { code, out } = await inProcess(['data']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ip-location-db geo-whois-asn-country {2}bundled {2}20\d\d-\d\d-\d\d, \d+ days? old {2}countries\n/);
    expect(out).toMatch(/\nasn +bundled {2}20\d\d-\d\d-\d\d, \d+ days? old {2}systems\n/);
    expect(JSON.parse((await inProcess(['data', '--json'])).out)).toHaveLength(2);
  });

  it('installs, lists and removes; where uses it', async () => {
    const installed = await inProcess(['data', 'update', file]);
    expect(installed).toMatchObject({
      code: 0,
      out: `installed GeoLite2-Country of 2026-06-17, beside what ships\nfile      ${join(home, 'databases', 'GeoLite2-Country.mmdb')}\n`,
      err: expect.stringContaining('plainsight data remove GeoLite2-Country'),
    });
    expect((await inProcess(['data'])).out).toContain('GeoLite2-Country                      installed  2026-06-17');
    const candidates = async () =>
      (JSON.parse((await inProcess(['where', '133.11.0.1', '--json'])).out) as { addresses: { candidates: unknown }[] }).addresses[0]
        ?.candidates;
    expect(await candidates()).toEqual(['JP', 'US']);
    const again = await inProcess(['data', 'update', file, '--instead', '--json']);
    expect(JSON.parse(again.out)).toEqual({
      name: 'GeoLite2-Country',
      date: '2026-06-17',
      file: join(home, 'databases', 'instead', 'GeoLite2-Country.mmdb'),
      instead: true,
      replaced: '2026-06-17',
    });
    expect(await candidates()).toEqual(['US']);
    expect((await inProcess(['data'])).out).toContain('not used: an installed one stands in for it');
    expect((await inProcess(['data', 'remove', 'GeoLite2-Country'])).out).toContain('removed ');
    expect(await candidates()).toEqual(['JP']);
  });

  it('says that one is old, or older than the one it replaces', async () => {
    const older = `${file}-older.mmdb`;
    writeFileSync(
      older,
      buildMmdb(networksOf({ '9.0.0.0/8': { country: { iso_code: 'US' } } }), 'GeoLite2-Country', 6, { built: builtOn - 900 * 86_400 }),
    );
    await inProcess(['data', 'update', file]);
    const { code, err } = await inProcess(['data', 'update', older]);
    expect(code).toBe(0);
    expect(err).toContain('It is older than the one it replaces.');
    expect(err).toMatch(/GeoLite2-Country is of 2023-12-\d\d, \d+ days ago/);
  });

  it('says what is broken, and which command ends it', async () => {
    mkdirSync(join(home, 'databases'), { recursive: true });
    writeFileSync(join(home, 'databases', 'mine.mmdb'), 'nothing');
    const { code, out } = await inProcess(['data']);
    expect(code).toBe(0);
    expect(out).toContain(
      'it is not a MaxMind DB (.mmdb) file, or its end is missing: download it again; no run starts until it is gone: plainsight data remove mine',
    );
    expect((await inProcess(['data', 'remove', 'mine'])).code).toBe(0);
  });

  it('refuses what it cannot use, and changes nothing', async () => {
    writeFileSync(file, 'a page that says: log in to download');
    expect(await inProcess(['data', 'update', file])).toMatchObject({ code: 2, err: expect.stringContaining('it is not a MaxMind DB') });
    expect(await inProcess(['data', 'update', join(home, 'none.mmdb')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no such file'),
    });
    expect(await inProcess(['data', 'remove', 'none'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no database "none" is installed: none is'),
    });
    expect(existsSync(join(home, 'databases'))).toBe(false);
  });
});
