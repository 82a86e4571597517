import { renameSync } from 'node:fs';
import { throughTemporaryFile } from './through-temporary-file.js';

/** Replaces `file` whole: a reader sees the old content or the new, never a part. Throws the system's error. */
export function replaceFile(file: string, content: string | Uint8Array, mode: number): void {
  throughTemporaryFile(file, content, mode, (temporary) => renameSync(temporary, file));
}
