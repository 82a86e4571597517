import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRecord } from '../../record/check-record.js';
import { makeDataFolder } from '../../record/data-folder.js';
import { openRecorder } from '../../record/open-recorder.js';
import { RecordError } from '../../record/record-fault.js';
import { openSqlite } from '../../record/store/open-sqlite.js';
import { sampleRun } from './samples.js';
import { tempFolder } from './temp-folder.js';

async function folderWith(...ids: string[]): Promise<string> {
  const folder = join(tempFolder(), 'data');
  for (const id of ids) {
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(id), writer: { kind: 'inline' } });
    await recorder.close();
  }
  return folder;
}

const causeOf = (folder: string): Promise<string> =>
  checkRecord(folder).then(
    () => 'none',
    (error: unknown) => (error instanceof RecordError ? error.fault.cause : String(error)),
  );

describe('checkRecord', () => {
  it('finds a folder that is not there yet good, and makes nothing', async () => {
    const parent = tempFolder();
    expect(await checkRecord(join(parent, 'a', 'b', 'data'))).toMatchObject({ path: join(parent, 'a', 'b', 'data'), runs: null });
    expect(readdirSync(parent)).toEqual([]);
  });

  it('says that it cannot write where the folder is a file, or lies below one', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, 'x');
    expect([await causeOf(file), await causeOf(join(file, 'below'))]).toEqual(['unwritable', 'unwritable']);
  });

  it('finds an empty folder good, and leaves it empty', async () => {
    const folder = tempFolder();
    expect(await checkRecord(folder)).toMatchObject({
      path: folder,
      runs: null,
      engine: expect.stringMatching(/^(?:node:sqlite|libsql)$/),
    });
    expect(readdirSync(folder)).toEqual([]);
    makeDataFolder(folder);
    expect(await causeOf(folder)).toBe('none');
  });

  it('counts the runs that are recorded there, and leaves them as they are', async () => {
    const folder = await folderWith('20261120-100000-aaaa', '20261121-211500-x7k2');
    const [files, store] = [readdirSync(folder, { recursive: true }), readFileSync(join(folder, 'plainsight.db'))];
    expect(await checkRecord(folder)).toMatchObject({ runs: 2 });
    expect(readdirSync(folder, { recursive: true })).toEqual(files);
    expect(readFileSync(join(folder, 'plainsight.db')).equals(store)).toBe(true);
  });

  it('gives the whole path of a folder that was named from here', async () => {
    const folder = tempFolder();
    expect((await checkRecord(relative(process.cwd(), folder))).path).toBe(folder);
  });

  it.each(['.git', 'package.json'])('refuses a folder with %s in it', async (name) => {
    const folder = tempFolder();
    mkdirSync(join(folder, name));
    expect(await causeOf(folder)).toBe('not-a-data-folder');
    expect(readdirSync(folder)).toEqual([name]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says that nothing may be written there, or made', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'locked'), { mode: 0o500 });
    expect(await causeOf(join(folder, 'locked'))).toBe('unwritable');
    expect(await causeOf(join(folder, 'locked', 'below'))).toBe('unwritable');
  });

  it('says that a store is none, and leaves it', async () => {
    const folder = tempFolder();
    const list = 'a shopping list, not a database\n'.repeat(200);
    writeFileSync(join(folder, 'plainsight.db'), list);
    expect(await causeOf(folder)).toBe('corrupt');
    expect(readFileSync(join(folder, 'plainsight.db'), 'utf8')).toBe(list);
  });

  it('says that a later version made the store', async () => {
    const folder = await folderWith('20261121-211500-x7k2');
    const store = await openSqlite(join(folder, 'plainsight.db'));
    store.exec('PRAGMA user_version = 9999');
    store.close();
    expect(await causeOf(folder)).toBe('newer-database');
  });

  it('follows a link to a folder', async () => {
    const folder = await folderWith('20261121-211500-x7k2');
    const link = join(tempFolder(), 'link');
    symlinkSync(folder, link);
    expect(await checkRecord(link)).toMatchObject({ path: link, runs: 1 });
  });
});
