import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../record/store/open-sqlite.js';
import { rollBack } from '../../../record/store/roll-back.js';
import { tempFolder } from '../temp-folder.js';

it('undoes a transaction, does not mind that there is none, and hides no other error', async () => {
  const database = await openSqlite(join(tempFolder(), 'a.db'));
  database.exec('CREATE TABLE t (n); BEGIN; INSERT INTO t VALUES (1)');
  rollBack(database);
  expect(database.prepare('SELECT * FROM t').all([])).toEqual([]);
  rollBack(database);
  const failing = { ...database, exec: () => expect.fail('disk I/O error') };
  expect(() => rollBack(failing)).toThrow('disk I/O error');
  database.close();
});
