import type { Field, Gap, Message } from '../model/index.js';

/**
 * What a message came to. `depth` says how it was inspected: `read` into fields, `scanned` as bytes to its end because its
 * format is not known, `unseen` in part or whole (then `gaps` says where and why).
 */
export interface Decoded {
  readonly fields: readonly Field[];
  readonly gaps: readonly Gap[];
  readonly depth: 'read' | 'scanned' | 'unseen';
}

/** Bounds of one message's walk; a bound that is hit is a gap `budget-exhausted` with the place. */
export interface DecodeBudget {
  /** Nested transforms and formats. */
  readonly depth: number;
  /** Decoded bytes in all, whatever the ratio. */
  readonly bytes: number;
  /** Largest expansion of one compressed layer beyond `freeExpansion` bytes. */
  readonly ratio: number;
  readonly freeExpansion: number;
  /** Fields of one message. */
  readonly fields: number;
  /** Milliseconds, measured with a monotonic clock at every layer. */
  readonly time: number;
}

export const defaultDecodeBudget: DecodeBudget = {
  depth: 8,
  bytes: 32 * 1024 * 1024,
  ratio: 100,
  freeExpansion: 1024 * 1024,
  fields: 100_000,
  time: 2_000,
};

/** Turns messages into fields. Holds state only for messages that come in windows (a content coding goes on across them). */
export interface Decoder {
  decode(message: Message): Decoded;
  /** Whether bytes it was given of a windowed message may still be in use: a decompressor goes on with them at the next window. */
  keepsBytes(messageId: string): boolean;
  /** Drops the state of a windowed message whose connection is gone. Harmless for others. */
  forget(messageId: string): void;
}
