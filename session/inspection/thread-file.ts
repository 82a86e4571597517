import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The compiled program of the threads that inspect: beside this file once that is compiled. From the sources it is the one of the last build,
 * since Node 20 runs no TypeScript and a test runner's transforms do not reach into threads; `undefined` when there is none.
 */
export function inspectionThreadFile(self: string = import.meta.url): URL | undefined {
  if (!self.endsWith('.ts')) return new URL('./inspection-thread.js', self);
  const built = new URL('../../dist/session/inspection/inspection-thread.js', self);
  return existsSync(fileURLToPath(built)) ? built : undefined;
}
