import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder, makeDataFolder } from '../../record/data-folder.js';
import { RecordError } from '../../record/record-fault.js';
import { tempFolder } from './temp-folder.js';

const causeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof RecordError) return error.fault.cause;
    throw error;
  }
  return 'none';
};

describe('makeDataFolder', () => {
  it('makes the folder for the user alone, and again without harm', () => {
    const path = join(tempFolder(), 'a', 'data');
    makeDataFolder(path);
    makeDataFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(path, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('leaves a .gitignore that is there as it is', () => {
    const path = tempFolder();
    writeFileSync(join(path, '.gitignore'), 'mine\n');
    makeDataFolder(path);
    expect(readFileSync(join(path, '.gitignore'), 'utf8')).toBe('mine\n');
  });

  it.each(['.git', 'package.json'])('refuses a folder with %s in it', (name) => {
    const path = tempFolder();
    writeFileSync(join(path, name), '');
    expect(causeOf(() => makeDataFolder(path))).toBe('not-a-data-folder');
    expect(existsSync(join(path, 'runs'))).toBe(false);
  });

  it('says when it cannot be written', () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    expect(causeOf(() => makeDataFolder(file))).toBe('unwritable');
    expect(causeOf(() => makeDataFolder(join(file, 'below')))).toBe('unwritable');
  });
});

describe('dataFolder', () => {
  it('makes no path of what is no run ID', () => {
    const folder = dataFolder('/data');
    expect(folder.runFolder('20261121-211500-x7k2')).toBe(join(folder.path, 'runs', '20261121-211500-x7k2'));
    for (const id of ['', '..', '../../etc', '/etc', '20261121-211500-x7k2/../..', '20261121-211500-x7k2\0']) {
      expect(causeOf(() => folder.runFolder(id))).toBe('bad-run-id');
    }
  });
});
