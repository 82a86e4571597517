import { describe, expect, it } from 'vitest';
import type { Finding, Judgement } from '../../model/index.js';
import type { Receipt } from '../../record/index.js';
import { StepCounter } from '../../report/index.js';
import { FindingWriter } from '../../session/finding-writer.js';
import { sampleFinding } from '../report/samples.js';

const step = { name: 'join', began: 10 };

/** A store that commits only when told. */
function slowStore() {
  const waiting: ((receipt: Receipt) => void)[] = [];
  return {
    waiting,
    recorder: { finding: () => new Promise<Receipt>((resolve) => waiting.push(resolve)) },
    async commit(count: number, receipt: Receipt = { kind: 'recorded' }): Promise<void> {
      for (const resolve of waiting.splice(0, count)) resolve(receipt);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function writerFor(finding: Finding, store = slowStore()) {
  const told = { backlog: [] as boolean[], faults: [] as string[], committed: 0 };
  const counts = new StepCounter();
  const writer = new FindingWriter({
    redact: () => finding,
    recorder: store.recorder,
    steps: () => [step],
    counts,
    backlog: (full) => told.backlog.push(full),
    fault: (message) => told.faults.push(message),
    committed: () => {
      told.committed += 1;
    },
  });
  return { writer, store, told, counts };
}

const judgement = { step: 'join', startedDateTime: 20 } as Judgement;

describe('FindingWriter', () => {
  it('counts and tells a finding once it is committed, and not before', async () => {
    const { writer, store, told, counts } = writerFor(sampleFinding({ kind: 'fail', level: 'error' }));
    writer.write([judgement, judgement]);
    expect([writer.violations, told.committed]).toEqual([0, 0]);
    await store.commit(2);
    expect([writer.violations, writer.openFindings, told.committed]).toEqual([2, 0, 2]);
    expect(counts.result([step])).toMatchObject([{ name: 'join', findings: { violations: { error: 2 } } }]);
  });

  it('counts only what stands at error level', async () => {
    const open = writerFor(sampleFinding({ kind: 'open', level: 'error' }));
    open.writer.write([judgement]);
    await open.store.commit(1);
    expect([open.writer.violations, open.writer.openFindings]).toEqual([0, 1]);
    const warning = writerFor(sampleFinding({ kind: 'fail', level: 'warning' }));
    warning.writer.write([judgement]);
    await warning.store.commit(1);
    expect([warning.writer.violations, warning.told.committed]).toEqual([0, 1]);
  });

  it('makes what the store did not take a fault, and tells nobody of it', async () => {
    const { writer, store, told } = writerFor(sampleFinding({ kind: 'fail', level: 'error' }));
    writer.write([judgement]);
    await store.commit(1, { kind: 'not-recorded', fault: { kind: 'closed', message: 'the record is closed' } as never });
    expect([writer.violations, told.committed, told.faults]).toEqual([0, 0, ['the record is closed']]);
  });

  it('says when the store is behind, and when it has caught up by half', async () => {
    const { writer, store, told } = writerFor(sampleFinding());
    writer.write(Array.from({ length: 2_000 }, () => judgement));
    expect(told.backlog).toEqual([]);
    writer.write([judgement]);
    expect(told.backlog).toEqual([true]);
    await store.commit(1_001);
    expect(told.backlog.slice(1)).toEqual([]);
    await store.commit(1);
    expect(told.backlog.at(-1)).toBe(false);
  });
});
