import type { Source } from '../source.js';

/**
 * What a token of MessagePack or CBOR is. `map` and `array` open a container, `break` closes one of no known count. `none` is null and the like.
 * `number` stands for all that has one text and cannot hide another: numbers, truth values, dates as numbers. `embedded` are bytes that
 * hold a document of the same format.
 */
export type TreeToken = 'map' | 'array' | 'break' | 'none' | 'number' | 'text' | 'bytes' | 'embedded';

/** Tokens of one document, one after the other. The properties are those of the token read last. */
export interface TreeTokens {
  readonly source: Source;
  readonly bytes: Buffer;
  /** Where the next token begins. */
  at: number;
  /** The token's content. */
  readonly start: number;
  readonly end: number;
  /** Entries of a map, items of an array; -1 when a `break` ends it. */
  readonly count: number;
  /** Of a `number`: its text. */
  readonly text: string;
  /** The same value in another form, as a moment in RFC 3339. */
  readonly also: string | undefined;
  /** The content of text and bytes that came in pieces, put together. */
  readonly joined: Buffer | undefined;
  /** Reads the next token; undefined when what stands there is none, or is cut off. Then `at` is where it was. */
  next(): TreeToken | undefined;
}
