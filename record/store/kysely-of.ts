import { Kysely, SqliteDialect } from 'kysely';
import type { StoreSchema } from './schema.js';
import type { SqliteDatabase } from './sqlite-database.js';

/** A kysely query builder over an open database. For reading and for the schema; rows are written through prepared statements. Loading kysely costs more than a hundred milliseconds: import this file only when it is needed. */
export function kyselyOf(database: SqliteDatabase): Kysely<StoreSchema> {
  return new Kysely<StoreSchema>({ dialect: new SqliteDialect({ database }) });
}
