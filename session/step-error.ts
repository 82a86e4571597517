/** A step that cannot begin or end now. The message says which one is open. */
export class StepError extends Error {
  override readonly name = 'StepError';
}
