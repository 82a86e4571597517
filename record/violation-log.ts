import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { createFolder } from './create-folder.js';
import type { ViolationLine } from './violation-line.js';

/** Lines written for one fingerprint (with its level and exception) in a run; later ones are only counted in the store. */
export const maxLinesOfFinding = 1_000;

/**
 * The violation log of one run: newline-delimited JSON, one {@link ViolationLine} a line, in the order in which they were recorded.
 * What `append` has written survives the death of the process; a reader should expect an unfinished last line where that happened.
 * Synchronous; throws what the file system throws. One writer a file.
 */
export class ViolationLog {
  readonly #file: number;
  #size: number;

  /** Makes the file (mode 0600) and its folder (0700) where they are not there. */
  constructor(path: string) {
    createFolder(dirname(path), 0o700);
    this.#file = openSync(path, 'a', 0o600);
    this.#size = fstatSync(this.#file).size;
  }

  /** Writes all of the lines or, when the disk is full half-way, none. */
  append(lines: readonly ViolationLine[]): void {
    if (lines.length === 0) return;
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'utf8');
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
      this.#size += bytes.length;
    } catch (error) {
      ftruncateSync(this.#file, this.#size);
      throw error;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}
