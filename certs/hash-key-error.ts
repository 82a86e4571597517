/** Why there is no hash key to work with. */
export type HashKeyErrorCause = 'too-short' | 'readable-by-others' | 'malformed' | 'unreadable' | 'unwritable-home';

/** A refusal to open the hash key. `message` says what was expected and what to do next; it never holds the key. */
export class HashKeyError extends Error {
  override readonly name = 'HashKeyError';
  override readonly cause: HashKeyErrorCause;
  /** The file that is wrong, or `PLAINSIGHT_HASH_KEY`. */
  readonly source: string;

  constructor(cause: HashKeyErrorCause, source: string, message: string) {
    super(message);
    this.cause = cause;
    this.source = source;
  }
}
