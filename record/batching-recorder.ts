import type { Finding, Outcome, RecordedValues, RunEnd, Step } from '../model/index.js';
import type { ConnectionRecord } from './connection-record.js';
import { FaultList } from './fault-list.js';
import { faultOfError } from './fault-of-error.js';
import type { RecordFault } from './record-fault.js';
import type { CountedFault, Receipt, Recorder } from './recorder.js';
import type { ValueEntry, WriteBatch } from './store/write-batch.js';
import type { WriterPort } from './store/writer-port.js';

/** Bounds of what may wait for the writer. Bytes are UTF-16 code units of JSON. */
export interface QueueLimits {
  readonly findings: number;
  readonly findingBytes: number;
  readonly connections: number;
  readonly steps: number;
}

export const defaultQueueLimits: QueueLimits = { findings: 2_000, findingBytes: 8 * 1024 * 1024, connections: 10_000, steps: 1_000 };

/** Connections and steps may wait this long, milliseconds; or until there are `batchSize` of them. */
const batchDelayMs = 50;
const batchSize = 500;

interface WaitingFinding {
  readonly json: string;
  readonly settle: (receipt: Receipt) => void;
}

/**
 * Collects what is recorded into batches for the writer. One batch is under way at a time; what comes meanwhile makes up the next, so
 * that under load many violations share one commit, and without load each is committed at once.
 */
export class BatchingRecorder implements Recorder {
  readonly runId: string;
  readonly #port: WriterPort;
  readonly #limits: QueueLimits;
  readonly #faults: FaultList;
  #findings: WaitingFinding[] = [];
  #findingBytes = 0;
  #connections = new Map<string, ConnectionRecord>();
  #steps: string[] = [];
  #values: ValueEntry[] = [];
  #end: { readonly json: string; readonly settle: (receipt: Receipt) => void } | undefined;
  #roomWanted: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #scheduled = false;
  #underWay: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(runId: string, port: WriterPort, onFault: (fault: RecordFault) => void, limits: QueueLimits = defaultQueueLimits) {
    this.runId = runId;
    this.#port = port;
    this.#limits = limits;
    this.#faults = new FaultList(onFault);
  }

  get faults(): readonly CountedFault[] {
    return this.#faults.all;
  }

  async finding(finding: Finding): Promise<Receipt> {
    if (finding.kind === 'pass') return { kind: 'recorded' };
    if (this.#closing !== undefined) return this.#refuse('a finding');
    const json = JSON.stringify(finding);
    while (this.#isFull()) await new Promise<void>((resolve) => this.#roomWanted.push(resolve));
    return new Promise((settle) => {
      this.#findings.push({ json, settle });
      this.#findingBytes += json.length;
      this.#writeSoon();
    });
  }

  connection(connection: ConnectionRecord): void {
    if (this.#closing !== undefined) {
      this.#refuse('a connection');
    } else if (this.#connections.size >= this.#limits.connections && !this.#connections.has(connection.id)) {
      this.#overloaded('connections');
    } else {
      this.#connections.set(connection.id, connection);
      this.#writeLater(this.#connections.size);
    }
  }

  step(step: Step): void {
    if (this.#closing !== undefined) {
      this.#refuse('a step');
    } else if (this.#steps.length >= this.#limits.steps) {
      this.#overloaded('steps');
    } else {
      this.#steps.push(JSON.stringify(step));
      this.#writeLater(this.#steps.length);
    }
  }

  values({ positions, fields }: RecordedValues): void {
    if (this.#closing !== undefined) {
      this.#refuse('recorded values');
      return;
    }
    const entries = (kind: ValueEntry['kind'], list: readonly unknown[]): ValueEntry[] =>
      list.map((entry, number) => ({ kind, number, json: JSON.stringify(entry) }));
    this.#values.push(...entries('position', positions), ...entries('field', fields));
    this.#writeLater(this.#values.length);
  }

  async flush(): Promise<void> {
    while (this.#underWay !== undefined || this.#hasWork() || this.#roomWanted.length > 0) {
      if (this.#underWay === undefined) this.#write();
      await this.#underWay;
    }
  }

  async end(end: RunEnd, outcome: Outcome): Promise<Receipt> {
    await this.flush();
    if (this.#closing !== undefined) return this.#refuse('the end of the run');
    const own = this.#faults.texts.filter((text) => !end.faults.includes(text));
    const record: RunEnd = { ...end, faults: [...end.faults, ...own] };
    const stored: Outcome = this.#faults.all.length > 0 && outcome !== 'fail' ? 'error' : outcome;
    return new Promise((settle) => {
      this.#end = { json: JSON.stringify({ end: record, outcome: stored }), settle };
      this.#writeSoon();
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.flush()
      .then(() => this.#port.close())
      .catch((error: unknown) => this.#faults.add(faultOfError(error, `close the record of run ${this.runId}`)));
    return this.#closing;
  }

  #isFull(): boolean {
    const waiting = this.#findings.length;
    return waiting > 0 && (waiting >= this.#limits.findings || this.#findingBytes >= this.#limits.findingBytes);
  }

  #hasWork(): boolean {
    return (
      this.#findings.length > 0 ||
      this.#connections.size > 0 ||
      this.#steps.length > 0 ||
      this.#values.length > 0 ||
      this.#end !== undefined
    );
  }

  /** Once all that the present turn of the event loop adds is together. */
  #writeSoon(): void {
    if (this.#scheduled || this.#underWay !== undefined) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#write();
    });
  }

  #writeLater(waiting: number): void {
    if (waiting >= batchSize) this.#writeSoon();
    else this.#timer ??= setTimeout(() => this.#write(), batchDelayMs);
  }

  #write(): void {
    if (this.#underWay !== undefined || !this.#hasWork()) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const findings = this.#findings;
    const end = this.#end;
    const batch: WriteBatch = {
      findings: findings.map(({ json }) => json),
      ...(this.#connections.size > 0 && { connections: JSON.stringify([...this.#connections.values()]) }),
      steps: this.#steps,
      ...(this.#values.length > 0 && { values: this.#values }),
      ...(end && { end: end.json }),
    };
    this.#findings = [];
    this.#findingBytes = 0;
    this.#connections = new Map();
    this.#steps = [];
    this.#values = [];
    this.#end = undefined;
    for (const resolve of this.#roomWanted.splice(0)) resolve();

    this.#underWay = this.#port.write(batch).then((result) => {
      this.#underWay = undefined;
      const receipt: Receipt = result.kind === 'recorded' ? result : { kind: 'not-recorded', fault: result.fault };
      for (const { settle } of findings) settle(receipt);
      end?.settle(receipt);
      if (result.kind === 'failed') this.#faults.add(result.fault);
      if (this.#findings.length > 0 || this.#end !== undefined) this.#writeSoon();
      else if (this.#hasWork()) this.#writeLater(Math.max(this.#connections.size, this.#steps.length, this.#values.length));
    });
  }

  #overloaded(what: string): void {
    this.#faults.add({ cause: 'record-overloaded', message: `${what} came faster than they could be written; some were dropped` });
  }

  #refuse(what: string): Receipt {
    const fault: RecordFault = { cause: 'closed', message: `${what} came after the record was closed` };
    this.#faults.add(fault);
    return { kind: 'not-recorded', fault };
  }
}
