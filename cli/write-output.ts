import { writeFileSync } from 'node:fs';
import { UsageError } from './usage-error.js';

/** Writes what a command was asked to write to a file. Throws {@link UsageError}, naming the file, where that cannot be. */
export function writeOutput(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} could not be written (${code ?? String(error)}): name a file in a folder that exists and may be written`);
  }
}
