import { rmSync } from 'node:fs';
import { DataError } from './data-error.js';
import { installedDatabases } from './installed-databases.js';

/** Takes an installed database away, and returns the files that are gone. Throws {@link DataError} when there is none of that name. */
export function removeDatabase(home: string, name: string): readonly string[] {
  const installed = installedDatabases(home);
  const found = installed.filter((other) => other.name === name.replace(/\.mmdb$/i, ''));
  if (found.length === 0) {
    throw new DataError(
      'not-installed',
      name,
      undefined,
      installed.map((other) => other.name),
    );
  }
  try {
    for (const { file } of found) rmSync(file);
  } catch (error) {
    throw new DataError('unwritable', home, error);
  }
  return found.map(({ file }) => file);
}
