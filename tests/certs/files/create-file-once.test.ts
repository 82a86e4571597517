import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileOnce } from '../../../certs/files/create-file-once.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

describe('createFileOnce', () => {
  it('creates the file with its mode, and the second comer changes nothing', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'secret');
    expect(createFileOnce(file, 'first', 0o600)).toBe(true);
    expect(createFileOnce(file, 'second', 0o644)).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('first');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secret']);
  });

  it('throws where there is no folder', () => {
    expect(() => createFileOnce(join(temporaryFolder(), 'missing', 'secret'), '', 0o600)).toThrow(/ENOENT/);
  });
});
