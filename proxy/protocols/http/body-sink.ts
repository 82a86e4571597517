/** `cancelled`: an end of the connection broke it off. `truncated`: our observation ended first. */
export type MessageOutcome = 'complete' | 'cancelled' | 'truncated';

/** Where the payload of one HTTP message goes as it comes, transfer framing removed. Tells the sink of the message, one way or another. */
export interface BodySink {
  readonly id: string;
  /** Whether what has come was judged as it came, so that nothing is unseen when the end is never reached. */
  readonly flows: boolean;
  /** @param piece only borrowed, until {@link settle} */
  push(piece: Buffer, now: number): void;
  /** The chunk that was being read has ended: whatever is kept of it is to be copied. */
  settle(): void;
  tick(now: number): void;
  finish(outcome: MessageOutcome, trailers: readonly string[] | undefined): void;
}
