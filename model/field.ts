export type FieldLocation = 'url' | 'query' | 'header' | 'cookie' | 'body' | 'trailer' | 'stream' | 'name';

/**
 * One named or located value found in a message, with the chain of transforms and formats that led to it.
 *
 * `segments` is the place in the structure, composed across layers: a form parameter `extinfo` that holds a JSON array
 * gives `['extinfo', 5]`. `path` is the same as an RFC 9535 normalized path, `$['extinfo'][5]`.
 * `location: 'name'` is a name that travels outside TLS (SNI, CONNECT target): cleartext whatever the wire.
 */
export interface Field {
  readonly messageId: string;
  readonly location: FieldLocation;
  readonly segments: readonly (string | number)[];
  readonly path: string;
  /** The text of the value; for binary values the bytes as latin1. Null and empty values are not fields. */
  readonly value: string;
  /** E.g. `['gzip', 'json', 'base64', 'json']`, outermost first. Empty when read as it stood on the wire. */
  readonly transforms: readonly string[];
  /** Half-open range in the message's body bytes (location body, stream) or in the text of the head element (others), of the outermost encoded form. */
  readonly byteRange: readonly [start: number, end: number];
  /** Bytes that look like no text, out of what may have been an encoding: only planted values are looked for in them. */
  readonly noise?: boolean;
  /** A number of a binary format: its digits are how we write it, and stood nowhere in the message. */
  readonly number?: boolean;
  /** What it holds was also read piece by piece, as far as possible, into other fields, which say better where a value stands. */
  readonly whole?: boolean;
}
