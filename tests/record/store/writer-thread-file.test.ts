import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { writerThreadFile } from '../../../record/store/writer-thread-file.js';
import { tempFolder } from '../temp-folder.js';

it('is beside the compiled file', () => {
  expect(writerThreadFile('file:///p/dist/record/store/writer-thread-file.js')?.pathname).toBe('/p/dist/record/store/writer-thread.js');
});

it('is that of the last build when run from the sources, or none', () => {
  const root = tempFolder();
  const self = pathToFileURL(join(root, 'record/store/writer-thread-file.ts')).href;
  expect(writerThreadFile(self)).toBeUndefined();
  const built = join(root, 'dist/record/store');
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, 'writer-thread.js'), '');
  expect(writerThreadFile(self)).toEqual(pathToFileURL(join(built, 'writer-thread.js')));
});
