import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../../model/index.js';
import { makeDataFolder } from '../../../record/data-folder.js';
import { readRun } from '../../../record/read-run.js';
import { StoreWriter } from '../../../record/store/store-writer.js';
import { ViolationLog } from '../../../record/violation-log.js';
import { sampleFinding, sampleRun } from '../samples.js';
import { tempFolder } from '../temp-folder.js';

const limits = vi.hoisted(() => ({ pages: 0 }));
vi.mock('../../../record/store/open-store.js', async (original) => {
  const { openStore } = await original<typeof import('../../../record/store/open-store.js')>();
  return {
    openStore: async (path: string) => {
      const database = await openStore(path);
      if (limits.pages > 0) database.prepare(`PRAGMA max_page_count = ${limits.pages}`).all([]);
      return database;
    },
  };
});
afterEach(() => {
  limits.pages = 0;
});

const id = '20261121-211500-x7k2';
const batchOf = (...findings: Finding[]) => ({ findings: findings.map((finding) => JSON.stringify(finding)), steps: [] });

async function writerIn(folder: string): Promise<StoreWriter> {
  return StoreWriter.open({ folder: makeDataFolder(folder).path, run: sampleRun(id) });
}

describe('StoreWriter', () => {
  it('reports a full disk, and keeps what was stored before', async () => {
    const folder = tempFolder();
    limits.pages = 60;
    const writer = await writerIn(folder);
    const large = (at: number) => sampleFinding({ fingerprint: `f${at}`, step: 'x'.repeat(1_500) });
    let stored = 0;
    let result = writer.write(batchOf(large(stored)));
    while (result.kind === 'recorded' && stored < 1_000) {
      stored += 1;
      result = writer.write(batchOf(large(stored)));
    }
    expect(result).toMatchObject({ kind: 'failed', stored: false, fault: { cause: 'disk-full' } });
    expect(stored).toBeGreaterThan(0);
    expect((await readRun(folder, id)).findings).toHaveLength(stored);
    const lines = readFileSync(join(folder, 'runs', id, 'violations.ndjson'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(stored);
    writer.close();
  });

  it('stores all of a batch or nothing', async () => {
    const folder = tempFolder();
    const writer = await writerIn(folder);
    const broken = { ...batchOf(sampleFinding()), connections: JSON.stringify([{ id: 'c', interception: null }]) };
    expect(writer.write(broken)).toMatchObject({ kind: 'failed', stored: false });
    expect(writer.write({ findings: ['{'], steps: [] })).toMatchObject({ kind: 'failed', stored: false, fault: { cause: 'unexpected' } });
    expect((await readRun(folder, id)).findings).toEqual([]);
    expect(writer.write(batchOf(sampleFinding()))).toEqual({ kind: 'recorded' });
    writer.close();
  });

  it('says that a violation is stored when only its log cannot be written', async () => {
    const folder = tempFolder();
    const writer = await writerIn(folder);
    const append = vi.spyOn(ViolationLog.prototype, 'append').mockImplementationOnce(() => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    expect(writer.write(batchOf(sampleFinding()))).toMatchObject({ kind: 'failed', stored: true, fault: { cause: 'disk-full' } });
    append.mockRestore();
    expect((await readRun(folder, id)).findings).toHaveLength(1);
    writer.close();
  });

  it('goes on while its log is deleted by somebody', async () => {
    const folder = tempFolder();
    const writer = await writerIn(folder);
    rmSync(join(folder, 'runs', id), { recursive: true });
    expect(writer.write(batchOf(sampleFinding()))).toEqual({ kind: 'recorded' });
    writer.close();
  });

  it('keeps the first and the last time of a finding', async () => {
    const folder = tempFolder();
    const writer = await writerIn(folder);
    for (const startedDateTime of [2_000, 1_000, 3_000]) writer.write(batchOf(sampleFinding({ startedDateTime })));
    writer.close();
    const { withStore } = await import('../../../record/store/with-store.js');
    const rows = await withStore(folder, (store) => store.selectFrom('findings').select(['first_time', 'last_time', 'count']).execute());
    expect(rows).toEqual([{ first_time: 1_000, last_time: 3_000, count: 3 }]);
  });
});
