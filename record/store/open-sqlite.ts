import { assertNever } from '../../model/index.js';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './sqlite-database.js';

export type SqliteEngine = 'node:sqlite' | 'libsql';

/** The part of `node:sqlite` used here; its types come only with those of newer Node versions. */
interface NodeSqlite {
  readonly DatabaseSync: new (
    path: string,
  ) => {
    prepare(sql: string): NodeStatement;
    exec(sql: string): void;
    close(): void;
  };
}

interface NodeStatement {
  all(...parameters: SqliteValue[]): unknown[];
  run(...parameters: SqliteValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(...parameters: SqliteValue[]): IterableIterator<unknown>;
}

/**
 * Opens (or makes) a SQLite file with Node's own SQLite where there is one (from 22.13), else with `libsql`, loaded only then.
 * Throws what the engine throws; see `faultOfError`.
 */
export async function openSqlite(path: string, engine: SqliteEngine = sqliteEngine()): Promise<SqliteDatabase> {
  switch (engine) {
    case 'node:sqlite': {
      const { DatabaseSync } = process.getBuiltinModule('node:sqlite') as unknown as NodeSqlite;
      return fromNode(new DatabaseSync(path));
    }
    case 'libsql': {
      const { default: Libsql } = await import('libsql');
      return fromLibsql(new Libsql(path));
    }
    default:
      return assertNever(engine);
  }
}

/** Which engine this Node uses. Asking for a built-in module that needs a flag, or is not there, gives nothing. */
export function sqliteEngine(): SqliteEngine {
  return process.getBuiltinModule('node:sqlite') === undefined ? 'libsql' : 'node:sqlite';
}

function fromNode(database: InstanceType<NodeSqlite['DatabaseSync']>): SqliteDatabase {
  return {
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        reader: returnsRows(sql),
        all: (parameters) => statement.all(...(parameters as SqliteValue[])),
        run: (parameters) => statement.run(...(parameters as SqliteValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SqliteValue[])),
      };
    },
    exec: (sql) => database.exec(sql),
    close: () => database.close(),
  };
}

/** Node tells a statement's columns only in later versions; the SQL here is our own or kysely's, so its words are enough. */
function returnsRows(sql: string): boolean {
  return /^\s*(?:select|with|values|pragma|explain)\b|\breturning\b/i.test(sql);
}

interface LibsqlDatabase {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): unknown;
  close(): unknown;
}

function fromLibsql(database: LibsqlDatabase): SqliteDatabase {
  return {
    prepare: (sql) => database.prepare(sql),
    exec: (sql) => {
      database.exec(sql);
    },
    close: () => {
      database.close();
    },
  };
}
