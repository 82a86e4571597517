import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceFile } from '../../../certs/files/replace-file.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

describe('replaceFile', () => {
  it('replaces content and mode', () => {
    const file = join(temporaryFolder(), 'f');
    writeFileSync(file, 'old and longer', { mode: 0o644 });
    replaceFile(file, Buffer.from('new'), 0o600);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind where it fails', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken', 'inner'), { recursive: true });
    expect(() => replaceFile(join(folder, 'taken'), 'x', 0o600)).toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
