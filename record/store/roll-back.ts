import type { SqliteDatabase } from './sqlite-database.js';

/** Ends a failed transaction. SQLite has already done so after some errors (a full disk, for one); that there is none left is no error. */
export function rollBack(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK');
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
  }
}
