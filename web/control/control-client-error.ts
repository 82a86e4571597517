/**
 * Why the control endpoint could not do what was asked.
 * - `not-listening`: nothing is there; `connection-lost`: it went away, or cannot be reached; `timeout`: no answer in time
 * - `unauthorised`: wrong token; `refused`: it said no, `message` says why; `bad-answer`: something else answers there
 * - `bad-address`: not a loopback address, nothing was sent
 */
export type ControlClientCause =
  | 'not-listening'
  | 'connection-lost'
  | 'timeout'
  | 'unauthorised'
  | 'refused'
  | 'bad-answer'
  | 'bad-address';

/** `message` is for people and says what to do next where there is something to do. It never holds the token or a planted value. */
export class ControlClientError extends Error {
  override readonly name = 'ControlClientError';

  constructor(
    readonly failure: ControlClientCause,
    message: string,
  ) {
    super(message);
  }
}
