import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Writes `content` to a new file beside `file`, hands its path to `use`, and leaves nothing of it behind. Throws the system's error. */
export function throughTemporaryFile<T>(file: string, content: string | Uint8Array, mode: number, use: (temporary: string) => T): T {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const descriptor = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    return use(temporary);
  } finally {
    rmSync(temporary, { force: true });
  }
}
