/** What can be bound to a parameter. */
export type SqliteValue = string | number | bigint | null | Uint8Array;

/** A prepared statement. `reader`: it returns rows. */
export interface SqliteStatement {
  readonly reader: boolean;
  all(parameters: readonly unknown[]): unknown[];
  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
}

/**
 * The little of SQLite that the store needs, the same over `node:sqlite` and `libsql`; also what kysely's SQLite dialect takes.
 * Synchronous. Always read rows with `all`: a statement left half-read would keep its transaction open.
 */
export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): void;
  close(): void;
}
