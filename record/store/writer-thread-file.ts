import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The compiled program of the writer thread: beside this file once that is compiled. Node 20 runs no TypeScript, and a test runner's
 * transforms do not reach into threads, so from the sources it is the one of the last build; `undefined` when there is none.
 */
export function writerThreadFile(self: string = import.meta.url): URL | undefined {
  if (!self.endsWith('.ts')) return new URL('./writer-thread.js', self);
  const built = new URL('../../dist/record/store/writer-thread.js', self);
  return existsSync(fileURLToPath(built)) ? built : undefined;
}
