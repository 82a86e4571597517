import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordError } from '../../../record/record-fault.js';
import { migrations } from '../../../record/store/migrations.js';
import { openSqlite } from '../../../record/store/open-sqlite.js';
import { openStore } from '../../../record/store/open-store.js';
import { storeVersion } from '../../../record/store/store-version.js';
import { tempFolder } from '../temp-folder.js';

const faultOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: RecordError) => error.fault,
  );

describe('openStore', () => {
  it('makes a database of the current version, readable for the user alone, with a write-ahead log', async () => {
    const path = join(tempFolder(), 'plainsight.db');
    const database = await openStore(path);
    const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).all([])[0] as object)[0];
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect([pragma('user_version'), pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual([
      storeVersion,
      'wal',
      1,
      1,
    ]);
    expect(pragma('busy_timeout')).toBeGreaterThan(1_000);
    database.close();
    (await openStore(path)).close();
  });

  it('has one migration a version', () => {
    expect(migrations).toHaveLength(storeVersion);
  });

  it('brings a database of layout 1 up to date, and keeps its rows', async () => {
    const path = join(tempFolder(), 'plainsight.db');
    const older = await openSqlite(path);
    for (const statement of migrations[0] ?? []) older.exec(statement);
    older.exec(`INSERT INTO runs VALUES ('r1', 1, NULL, '0.1.0', '{}', NULL, NULL, NULL)`);
    older.exec(`INSERT INTO connections (run_id, id, started, interception, bytes_from_client, bytes_from_server, exchanges)
      VALUES ('r1', 'c1', 1, 'intercepted', 2, 3, 4)`);
    older.exec('PRAGMA user_version = 1');
    older.close();
    const database = await openStore(path);
    expect(database.prepare('SELECT id, exchanges, capture, ja4, ech, chain_json FROM connections').all([])).toEqual([
      { id: 'c1', exchanges: 4, capture: null, ja4: null, ech: null, chain_json: null },
    ]);
    expect(database.prepare('SELECT count(*) AS kept FROM recorded_values').all([])).toEqual([{ kept: 0 }]);
    database.close();
    (await openStore(path)).close();
  });

  it('refuses a database of a newer version, and leaves it alone', async () => {
    const path = join(tempFolder(), 'plainsight.db');
    const newer = await openSqlite(path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(await faultOf(openStore(path))).toEqual({
      cause: 'newer-database',
      message: expect.stringContaining(`written by a newer Plainsight (layout 99, this one knows up to ${storeVersion})`),
    });
    const again = await openSqlite(path);
    expect(again.prepare('SELECT name FROM sqlite_master').all([])).toEqual([]);
    again.close();
  });

  it('names the cause when there is no folder', async () => {
    expect(await faultOf(openStore(join(tempFolder(), 'missing', 'plainsight.db')))).toMatchObject({ cause: 'unwritable' });
  });
});
