import type { DialAttempt, FailureCause, InjectedFault } from '../../model/index.js';

/** Why no connection to an origin came about. `message` is for people and names the target. */
export class DialError extends Error {
  override readonly name = 'DialError';

  constructor(
    message: string,
    readonly failure: FailureCause | 'refused-loop',
    readonly attempts: readonly DialAttempt[],
    /** With `injected`: which fault. */
    readonly fault?: InjectedFault,
  ) {
    super(message);
  }
}
