import { join } from 'node:path';
import type { Finding, RunStart } from '../../model/index.js';
import { dataFolder } from '../data-folder.js';
import { faultOfError } from '../fault-of-error.js';
import { RecordError } from '../record-fault.js';
import { violationLine } from '../violation-line.js';
import { maxLinesOfFinding, ViolationLog } from '../violation-log.js';
import type { SqliteEngine } from './open-sqlite.js';
import { openStore } from './open-store.js';
import { rollBack } from './roll-back.js';
import type { SqliteDatabase } from './sqlite-database.js';
import type { BatchEntries, BatchResult, WriteBatch } from './write-batch.js';
import { prepareWrites, type WriteStatements } from './write-statements.js';

/** `folder` is a data folder that exists. */
export interface StoreWriterOptions {
  readonly folder: string;
  readonly run: RunStart;
  readonly engine?: SqliteEngine;
}

/**
 * Writes one run: batches into the store, violations into the log. Synchronous once open; meant for a thread of its own.
 * Each batch is one transaction; the log is appended to after the commit, so that a violation in the log is always in the store.
 * A failed batch is lost and reported, and the next one is tried all the same: a violation that can be saved should be.
 */
export class StoreWriter {
  readonly #runId: string;
  readonly #database: SqliteDatabase;
  readonly #statements: WriteStatements;
  readonly #log: ViolationLog;

  private constructor(runId: string, database: SqliteDatabase, log: ViolationLog) {
    this.#runId = runId;
    this.#database = database;
    this.#statements = prepareWrites(database, runId);
    this.#log = log;
  }

  /** Opens the store, enters the run, and makes its log. Throws `RecordError`, among them `bad-run-id` and `run-exists`. */
  static async open({ folder, run, engine }: StoreWriterOptions): Promise<StoreWriter> {
    const paths = dataFolder(folder);
    const runFolder = paths.runFolder(run.id);
    const database = await openStore(paths.database, engine);
    try {
      enterRun(database, run);
      return new StoreWriter(run.id, database, new ViolationLog(join(runFolder, 'violations.ndjson')));
    } catch (error) {
      database.close();
      throw new RecordError(faultOfError(error, `record run ${run.id} in ${paths.path}`), { cause: error });
    }
  }

  /** Never throws. */
  write(batch: WriteBatch): BatchResult {
    let stored = false;
    try {
      const violations = this.#commit(batch);
      stored = true;
      this.#log.append(violations.map((finding) => violationLine(this.#runId, finding)));
      return { kind: 'recorded' };
    } catch (error) {
      return { kind: 'failed', stored, fault: faultOfError(error, `write the record of run ${this.#runId}`) };
    }
  }

  close(): void {
    this.#log.close();
    this.#database.close();
  }

  /** Returns the violations that go to the log. */
  #commit(batch: WriteBatch): Finding[] {
    const entries = parse(batch);
    const violations: Finding[] = [];
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      entries.findings.forEach((finding, at) => {
        const count = this.#statements.finding(finding, batch.findings[at] ?? '');
        if (finding.kind === 'fail' && count <= maxLinesOfFinding) violations.push(finding);
      });
      entries.connections.forEach(this.#statements.connection);
      entries.steps.forEach(this.#statements.step);
      batch.values?.forEach(this.#statements.value);
      if (entries.end !== undefined) this.#statements.end(entries.end);
      this.#database.exec('COMMIT');
    } catch (error) {
      rollBack(this.#database);
      throw error;
    }
    return violations;
  }
}

function parse(batch: WriteBatch): BatchEntries {
  return {
    findings: batch.findings.map((json) => JSON.parse(json)),
    connections: batch.connections === undefined ? [] : JSON.parse(batch.connections),
    steps: batch.steps.map((json) => JSON.parse(json)),
    ...(batch.end !== undefined && { end: JSON.parse(batch.end) }),
  };
}

function enterRun(database: SqliteDatabase, run: RunStart): void {
  const { changes } = database
    .prepare('INSERT INTO runs (id, started, label, version, start_json) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
    .run([run.id, run.startedDateTime, run.label ?? null, run.version, JSON.stringify(run)]);
  if (Number(changes) === 0) throw new RecordError({ cause: 'run-exists', message: `there is a run ${run.id} already` });
}
