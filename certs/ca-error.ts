/** Why a CA could not be opened, or what a device needs could not be written. Closed: a caller may switch over it. */
export type CaErrorCause =
  | 'key-readable-by-others'
  | 'key-encrypted'
  | 'key-does-not-match'
  | 'key-too-short'
  | 'not-rsa'
  | 'not-a-ca'
  | 'expired'
  | 'not-yet-valid'
  | 'malformed'
  | 'unreadable'
  | 'unwritable-home'
  | 'unwritable-folder';

/**
 * A refusal to work with a CA. `message` is made for people: it names the file, what was expected and what to do next.
 * It never holds key material.
 */
export class CaError extends Error {
  override readonly name = 'CaError';
  override readonly cause: CaErrorCause;
  /** The file or folder that is wrong. */
  readonly file: string;

  constructor(cause: CaErrorCause, file: string, message: string) {
    super(message);
    this.cause = cause;
    this.file = file;
  }
}
