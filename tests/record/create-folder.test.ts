import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolder } from '../../record/create-folder.js';

describe('createFolder', () => {
  const root = mkdtempSync(join(tmpdir(), 'plainsight-folder-'));

  it('makes a folder and its parents, each with the mode', () => {
    createFolder(join(root, 'a', 'b'), 0o700);
    expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'a', 'b')).mode & 0o777).toBe(0o700);
  });

  it('leaves a folder that is there as it is', () => {
    createFolder(join(root, 'c'), 0o755);
    createFolder(join(root, 'c'), 0o700);
    expect(statSync(join(root, 'c')).mode & 0o777).toBe(0o755);
  });

  it('throws where a file is in the way', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => createFolder(join(root, 'file', 'below'), 0o700)).toThrow();
    expect(() => createFolder(join(root, 'file'), 0o700)).toThrow();
  });

  // `mkdirSync` with `recursive` never returns here.
  it.runIf(existsSync('/proc/self'))('throws where nothing can be made', () => {
    expect(() => createFolder('/proc/nothing/here', 0o700)).toThrow();
  });
});
