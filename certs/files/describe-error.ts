import { errorCode } from './error-code.js';

/** One line saying why the operating system or OpenSSL refused: its code where it has one (`EACCES`), else its message. */
export function describeError(error: unknown): string {
  return errorCode(error) ?? (error instanceof Error ? error.message : String(error));
}
