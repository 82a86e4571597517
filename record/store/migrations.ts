import { DummyDriver, Kysely, type SchemaModule, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';

/** Builds statements and runs none. */
const { schema: builder } = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/**
 * The SQL statements that bring the database from the version that is their index to the next. Text, not queries to be awaited: a
 * transaction that spans a turn of the event loop would lock out others in the same thread, who wait without giving it one.
 * Append only: what has been released is never edited.
 */
export const migrations: readonly (readonly string[])[] = [
  tables(builder),
  connectionFacts(builder),
  recordedValues(builder),
  connectionNames(builder),
];

function tables(schema: SchemaModule): string[] {
  const findingKey = ['run_id', 'fingerprint', 'kind', 'level', 'exception'] as const;
  const statements = [
    schema
      .createTable('runs')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('started', 'integer', (column) => column.notNull())
      .addColumn('label', 'text')
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('start_json', 'text', (column) => column.notNull())
      .addColumn('ended', 'integer')
      .addColumn('outcome', 'text')
      .addColumn('end_json', 'text'),

    schema
      .createTable('findings')
      .addColumn('run_id', 'text', (column) => column.notNull().references('runs.id').onDelete('cascade'))
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('exception', 'text', (column) => column.notNull())
      .addColumn('rule_id', 'text', (column) => column.notNull())
      .addColumn('host', 'text')
      .addColumn('step', 'text')
      .addColumn('finding_json', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('first_time', 'integer', (column) => column.notNull())
      .addColumn('last_time', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('findings_key', [...findingKey]),

    schema
      .createTable('occurrences')
      .addColumn('run_id', 'text', (column) => column.notNull())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('exception', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('time', 'integer', (column) => column.notNull())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('exchange_id', 'text')
      .addColumn('message_id', 'text')
      .addColumn('value', 'text')
      .addColumn('value_hash', 'text')
      .addColumn('server_address', 'text')
      .addColumn('step', 'text')
      .addPrimaryKeyConstraint('occurrences_key', [...findingKey, 'number'])
      .addForeignKeyConstraint('occurrences_finding', [...findingKey], 'findings', [...findingKey], (constraint) =>
        constraint.onDelete('cascade'),
      )
      .modifyEnd(sql`without rowid`),

    schema
      .createTable('connections')
      .addColumn('run_id', 'text', (column) => column.notNull().references('runs.id').onDelete('cascade'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('started', 'integer', (column) => column.notNull())
      .addColumn('ended', 'integer')
      .addColumn('client', 'text')
      .addColumn('host', 'text')
      .addColumn('sni', 'text')
      .addColumn('connect_target', 'text')
      .addColumn('server_address', 'text')
      .addColumn('server_port', 'integer')
      .addColumn('country', 'text')
      .addColumn('wire', 'text')
      .addColumn('interception', 'text', (column) => column.notNull())
      .addColumn('failure_cause', 'text')
      .addColumn('alpn', 'text')
      .addColumn('tls', 'text')
      .addColumn('certificate_fingerprint', 'text')
      .addColumn('bytes_from_client', 'integer', (column) => column.notNull())
      .addColumn('bytes_from_server', 'integer', (column) => column.notNull())
      .addColumn('exchanges', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('connections_key', ['run_id', 'id'])
      .modifyEnd(sql`without rowid`),

    schema
      .createTable('steps')
      .addColumn('run_id', 'text', (column) => column.notNull().references('runs.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('began', 'integer', (column) => column.notNull())
      .addColumn('ended', 'integer')
      .addPrimaryKeyConstraint('steps_key', ['run_id', 'name', 'began'])
      .modifyEnd(sql`without rowid`),
  ];
  return statements.map((statement) => statement.compile().sql);
}

/** Layout 2: how a connection came in, and what both TLS handshakes showed. */
function connectionFacts(schema: SchemaModule): string[] {
  const columns: [name: string, type: 'text' | 'integer'][] = [
    ['capture', 'text'],
    ['transport', 'text'],
    ['client_port', 'integer'],
    ['protocol', 'text'],
    ['asn', 'integer'],
    ['injected_fault', 'text'],
    ['ja4', 'text'],
    ['ech', 'integer'],
    ['origin_tls', 'text'],
    ['origin_cipher', 'text'],
    ['device_tls', 'text'],
    ['device_cipher', 'text'],
    ['chain_json', 'text'],
    ['client_certificate', 'text'],
  ];
  // SQLite adds one column a statement.
  return columns.map(([name, type]) => schema.alterTable('connections').addColumn(name, type).compile().sql);
}

/** Layout 4: how a connection's name became its address, and whether the run was about it. */
function connectionNames(schema: SchemaModule): string[] {
  const table = () => schema.alterTable('connections');
  return [table().addColumn('resolution_json', 'text').compile().sql, table().addColumn('out_of_scope', 'integer').compile().sql];
}

/** Layout 3: what `--record-values` keeps of a run. */
function recordedValues(schema: SchemaModule): string[] {
  const table = schema
    .createTable('recorded_values')
    .addColumn('run_id', 'text', (column) => column.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('entry_json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('recorded_values_key', ['run_id', 'kind', 'number'])
    .modifyEnd(sql`without rowid`);
  return [table.compile().sql];
}
