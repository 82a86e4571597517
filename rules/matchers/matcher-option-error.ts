/** An option of a matcher that cannot be used. Thrown by `prepare`, so at load, never while matching. `message` says what was expected. */
export class MatcherOptionError extends Error {
  override readonly name = 'MatcherOptionError';

  constructor(
    readonly matcher: string,
    readonly option: string,
    message: string,
  ) {
    super(message);
  }
}
