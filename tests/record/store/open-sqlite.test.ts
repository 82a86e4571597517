import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite, type SqliteEngine, sqliteEngine } from '../../../record/store/open-sqlite.js';
import { useBuiltRecord } from '../built-record.js';
import { tempFolder } from '../temp-folder.js';

const built = useBuiltRecord();
const engines = [...new Set<SqliteEngine>(['libsql', sqliteEngine()])];

describe.each(engines)('openSqlite with %s', (engine) => {
  it('runs statements, and tells which return rows', async () => {
    const database = await openSqlite(join(tempFolder(), 'a.db'), engine);
    database.exec('CREATE TABLE t (a TEXT PRIMARY KEY, n INTEGER)');
    const insert = database.prepare('INSERT INTO t VALUES (?, ?)');
    expect(insert.reader).toBe(false);
    expect(Number(insert.run(['x', 9_007_199_254_740_991]).changes)).toBe(1);
    insert.run(['y', null]);
    const select = database.prepare('SELECT a, n FROM t WHERE a >= ? ORDER BY a');
    expect(select.reader).toBe(true);
    const rows = [
      { a: 'x', n: 9_007_199_254_740_991 },
      { a: 'y', n: null },
    ];
    expect(select.all(['x']).map((row) => ({ ...(row as object) }))).toEqual(rows);
    expect([...select.iterate(['x'])].map((row) => ({ ...(row as object) }))).toEqual(rows);
    expect(database.prepare('UPDATE t SET n = 1 WHERE a = ? RETURNING n').all(['y'])).toMatchObject([{ n: 1 }]);
    expect(() => insert.run(['x', 1])).toThrow(/UNIQUE/);
    database.close();
  });
});

describe('openSqlite', () => {
  it('reads what another engine has written', async () => {
    const path = join(tempFolder(), 'a.db');
    for (const [at, engine] of [...engines, ...engines].entries()) {
      const database = await openSqlite(path, engine);
      database.exec('PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (n)');
      database.prepare('INSERT INTO t VALUES (?)').run([at]);
      expect(database.prepare('SELECT n FROM t').all([])).toHaveLength(at + 1);
      database.close();
    }
  });

  it('loads neither libsql nor kysely with the room', () => {
    const script = `await import(${JSON.stringify(built('record/index.js').href)});
      const { createRequire } = await import('node:module');
      const loaded = Object.keys(createRequire(import.meta.url).cache).concat(process.report.getReport().sharedObjects);
      console.log(loaded.filter((name) => /libsql/.test(name)).length, process.moduleLoadList.filter((name) => /sqlite/.test(name)).length);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect([stdout.trim(), stderr]).toEqual(['0 0', '']);
  });
});
