import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolder } from '../../../certs/files/create-folder.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

const mode = (folder: string) => statSync(folder).mode & 0o777;

describe('createFolder', () => {
  it('makes parents with the same mode', () => {
    const top = temporaryFolder();
    createFolder(join(top, 'a', 'b'), 0o700);
    expect(mode(join(top, 'a'))).toBe(0o700);
    expect(mode(join(top, 'a', 'b'))).toBe(0o700);
  });

  it('leaves an existing folder as it is', () => {
    const folder = join(temporaryFolder(), 'a');
    mkdirSync(folder);
    chmodSync(folder, 0o750);
    createFolder(folder, 0o700);
    expect(mode(folder)).toBe(0o750);
  });

  it('throws where a file is in the way', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => createFolder(file, 0o700)).toThrow(/EEXIST/);
    expect(() => createFolder(join(file, 'below'), 0o700)).toThrow(/ENOTDIR/);
    expect(() => createFolder('a\0b', 0o700)).toThrow();
  });

  it.skipIf(process.platform !== 'linux')('throws, and returns, where nothing can be made (needs the /proc of Linux)', () => {
    expect(() => createFolder('/proc/plainsight/home', 0o700)).toThrow(/ENOENT/);
  });
});
