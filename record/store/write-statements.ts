import type { Finding, Step } from '../../model/index.js';
import type { ConnectionRecord } from '../connection-record.js';
import type { SqliteDatabase } from './sqlite-database.js';
import type { EndEntry, ValueEntry } from './write-batch.js';

/** Occurrences kept of one finding; later ones are only counted. */
export const maxOccurrences = 100;

/** The prepared statements of the write path. Plain SQL: a query builder costs as much as the insert itself. Run inside a transaction. */
export interface WriteStatements {
  /** Adds a finding to its row and returns how many there are now. */
  finding(finding: Finding, json: string): number;
  connection(connection: ConnectionRecord): void;
  step(step: Step): void;
  value(entry: ValueEntry): void;
  end(entry: EndEntry): void;
}

export function prepareWrites(database: SqliteDatabase, runId: string): WriteStatements {
  const finding = database.prepare(
    `INSERT INTO findings (run_id, fingerprint, kind, level, exception, rule_id, host, step, finding_json, count, first_time, last_time)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + 1, first_time = min(first_time, excluded.first_time), last_time = max(last_time, excluded.last_time)
     RETURNING count`,
  );
  const occurrence = database.prepare(`INSERT INTO occurrences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const connection = database.prepare(`INSERT OR REPLACE INTO connections VALUES (${Array(36).fill('?').join(', ')})`);
  const step = database.prepare(
    `INSERT INTO steps (run_id, name, began, ended) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET ended = excluded.ended`,
  );
  const value = database.prepare('INSERT OR REPLACE INTO recorded_values (run_id, kind, number, entry_json) VALUES (?, ?, ?, ?)');
  const end = database.prepare(`UPDATE runs SET ended = ?, outcome = ?, end_json = ? WHERE id = ?`);

  return {
    finding: (entry, json) => {
      const { evidence, suppression } = entry;
      const time = Date.parse(evidence.startedDateTime);
      const exception = suppression === undefined ? '' : `${suppression.kind} ${suppression.place}`;
      const key = [runId, entry.partialFingerprints['plainsight/v1'], entry.kind, entry.level, exception];
      const [row] = finding.all([...key, entry.ruleId, evidence.host, evidence.step, json, time, time]) as { count: number }[];
      const count = row?.count ?? 0;
      if (count <= maxOccurrences) {
        const { connectionId, exchangeId, messageId, value, valueHash, serverAddress } = evidence;
        occurrence.run([...key, count, time, connectionId, exchangeId, messageId, value, valueHash, serverAddress, evidence.step]);
      }
      return count;
    },
    connection: (entry) => {
      connection.run([
        runId,
        entry.id,
        entry.startedDateTime,
        entry.endedDateTime,
        entry.client,
        entry.host,
        entry.sni,
        entry.connectTarget,
        entry.serverAddress,
        entry.serverPort,
        entry.countryIsoCode,
        entry.wire,
        entry.interception,
        entry.failureCause,
        entry.alpn,
        entry.tls,
        entry.certificateFingerprint,
        entry.bytesFromClient,
        entry.bytesFromServer,
        entry.exchanges,
        entry.capture,
        entry.transport,
        entry.clientPort,
        entry.protocol,
        entry.asn,
        entry.injectedFault,
        entry.ja4,
        entry.encryptedClientHello === null ? null : Number(entry.encryptedClientHello),
        entry.originTls,
        entry.originCipher,
        entry.deviceTls,
        entry.deviceCipher,
        entry.chain === null ? null : JSON.stringify(entry.chain),
        entry.clientCertificate,
        entry.resolution === null ? null : JSON.stringify(entry.resolution),
        entry.outOfScope === null ? null : Number(entry.outOfScope),
      ]);
    },
    step: (entry) => {
      step.run([runId, entry.name, entry.began, entry.ended ?? null]);
    },
    value: ({ kind, number, json }) => {
      value.run([runId, kind, number, json]);
    },
    end: ({ end: record, outcome }) => {
      end.run([record.endedDateTime, outcome, JSON.stringify(record), runId]);
    },
  };
}
