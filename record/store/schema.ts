/** The tables of `plainsight.db`, for kysely. Times are epoch milliseconds; columns named `…_json` hold JSON text. */
export interface StoreSchema {
  runs: RunRow;
  findings: FindingRow;
  occurrences: OccurrenceRow;
  connections: ConnectionRow;
  steps: StepRow;
  recorded_values: RecordedValueRow;
}

/** One run. `ended`, `outcome` and `end_json` are null until it has ended well. */
export interface RunRow {
  id: string;
  started: number;
  label: string | null;
  version: string;
  start_json: string;
  ended: number | null;
  outcome: string | null;
  end_json: string | null;
}

/**
 * One row a fingerprint, kind, level and exception (suppression, baseline, blind spot) of a run. The last two are part of the key: a
 * finding that counts must never be hidden behind an earlier one that was only a warning, or was excepted.
 */
export interface FindingRow {
  run_id: string;
  fingerprint: string;
  kind: string;
  level: string;
  /** Kind and place of the exception; empty for none. */
  exception: string;
  rule_id: string;
  host: string | null;
  step: string | null;
  /** The first finding, whole. */
  finding_json: string;
  count: number;
  first_time: number;
  last_time: number;
}

/** The first occurrences of a finding, numbered from 1. */
export interface OccurrenceRow {
  run_id: string;
  fingerprint: string;
  kind: string;
  level: string;
  exception: string;
  number: number;
  time: number;
  connection_id: string;
  exchange_id: string | null;
  message_id: string | null;
  value: string | null;
  value_hash: string | null;
  server_address: string | null;
  step: string | null;
}

export interface ConnectionRow {
  run_id: string;
  id: string;
  started: number;
  ended: number | null;
  client: string | null;
  host: string | null;
  sni: string | null;
  connect_target: string | null;
  server_address: string | null;
  server_port: number | null;
  country: string | null;
  wire: string | null;
  interception: string;
  failure_cause: string | null;
  alpn: string | null;
  tls: string | null;
  certificate_fingerprint: string | null;
  bytes_from_client: number;
  bytes_from_server: number;
  exchanges: number;
  /** From here on since layout 2; null in rows that are older. */
  capture: string | null;
  transport: string | null;
  client_port: number | null;
  protocol: string | null;
  asn: number | null;
  injected_fault: string | null;
  ja4: string | null;
  /** 0 or 1. */
  ech: number | null;
  origin_tls: string | null;
  origin_cipher: string | null;
  device_tls: string | null;
  device_cipher: string | null;
  /** `{subject, issuer, fingerprint256}[]`, leaf first. */
  chain_json: string | null;
  client_certificate: string | null;
  /** From here on since layout 4. `NameResolution`. */
  resolution_json: string | null;
  /** 0 or 1. */
  out_of_scope: number | null;
}

export interface StepRow {
  run_id: string;
  name: string;
  began: number;
  ended: number | null;
}

/** Since layout 3. `kind`: `position` or `field`; `entry_json` a `RecordedPosition` or `RecordedField`. */
export interface RecordedValueRow {
  run_id: string;
  kind: string;
  /** From 0 on, within its kind. */
  number: number;
  entry_json: string;
}
