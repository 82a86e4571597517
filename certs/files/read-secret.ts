import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { describeError } from './describe-error.js';
import { errorCode } from './error-code.js';

/** What became of reading a file that only its owner may read. */
export type SecretRead =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'missing' }
  | { readonly kind: 'readable-by-others'; readonly mode: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads a secret, unless group or others may read or change it (POSIX modes; Windows has none, so they are not looked at there).
 * The mode is that of the very file that is read. Never throws.
 */
export function readSecret(file: string): SecretRead {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const mode = fstatSync(descriptor).mode & 0o777;
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
        return { kind: 'readable-by-others', mode: `0${mode.toString(8).padStart(3, '0')}` };
      }
      return { kind: 'read', bytes: readFileSync(descriptor) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', reason: describeError(error) };
  }
}
