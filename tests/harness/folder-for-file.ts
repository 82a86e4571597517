import { afterAll } from 'vitest';
import { makeFolder } from './temporary-folder.js';

/** A folder for all tests of a file, deleted after the last. */
export function folderForFile(): string {
  const { path, remove } = makeFolder();
  afterAll(remove);
  return path;
}
