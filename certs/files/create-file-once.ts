import { constants, copyFileSync, linkSync } from 'node:fs';
import { errorCode } from './error-code.js';
import { throughTemporaryFile } from './through-temporary-file.js';

/**
 * Creates `file` with its whole content, unless it exists. Of several processes exactly one gets `true`, and the others
 * must use what that one wrote. Throws the system's error.
 */
export function createFileOnce(file: string, content: string | Uint8Array, mode: number): boolean {
  return throughTemporaryFile(file, content, mode, (temporary) => {
    try {
      giveName(temporary, file);
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    }
  });
}

/** A hard link fails where the name is taken; a rename would replace it. */
function giveName(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    // File systems without hard links (exFAT, some network mounts): still exclusive, though a reader may come too early.
    copyFileSync(temporary, file, constants.COPYFILE_EXCL);
  }
}
