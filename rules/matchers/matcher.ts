import type { RecognisedAs } from '../../model/index.js';

/** One value found in a text; `start` and `end` are UTF-16 indices, half-open. `value` is the normal form (see each matcher). */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly recognisedAs: RecognisedAs;
  /** What else is known of it, for people: in fixed words and numbers, never a part of the text. */
  readonly note?: string;
}

/** What a matcher may know beside the text: the last name on the path (`device_id`), and whether the text is a whole field or free text that contains it. */
export interface MatchContext {
  readonly name?: string;
  readonly direction?: 'client-to-server' | 'server-to-client';
  /** The text is how we write a number of a binary format, whose 64 bits may be anything. */
  readonly number?: boolean;
}

/** A matcher with its options applied. `find` never throws, runs in linear time, and is given texts of up to 1 MiB. */
export interface PreparedMatcher {
  readonly recognisedAs: RecognisedAs;
  find(text: string, context: MatchContext): readonly Match[];
}

/** Finds a kind of value. One file each; to add one, see CONTRIBUTING.md. Not for planted values: those are literals. */
export interface Matcher {
  readonly name: string;
  /** What `rules explain` says: "an e-mail address". */
  readonly description: string;
  /** Option names with what they take, for the schema's error messages. Unknown options are load errors. */
  readonly options: Readonly<
    Record<string, { readonly type: 'integer' | 'text'; readonly description: string; readonly required?: boolean }>
  >;
  /** The surest kind its matches can reach; `failFrom` is checked against it at load. */
  readonly surest: RecognisedAs;
  /** The name of the field makes no difference: it finds the same in bytes of which no names could be read. Absent: it may. */
  readonly nameless?: true;
  prepare(options: Readonly<Record<string, string>>): PreparedMatcher;
}
