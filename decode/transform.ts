import type { Shape } from './shape.js';
import type { Source } from './source.js';

/** What is wrong with an outcome: more came than the allowance, the encoding is broken, or it ends too early. */
export type Flaw = 'limit' | 'corrupt' | 'cut';

/** One thing that a transform got out of its input. */
export interface Undone {
  readonly source: Source;
  /** Where it stood in the input, half-open. */
  readonly start: number;
  readonly end: number;
  /**
   * `guess`: keep it only if something in it makes sense (a format or a transform recognises it, or it is mostly text). `noise`: likewise, and what
   * nothing recognises is searched for planted values alone.
   */
  readonly sure: 'certain' | 'guess' | 'noise';
  readonly flaw?: Flaw;
}

/**
 * Undoes one encoding of bytes or text. To add one: a file in `transforms/` named after it, a line in `transforms/index.ts`, a test.
 * Neither method throws, both take time linear in input and outcome, and `looksLike…` is cheap: it is asked of every value.
 */
export interface Transform {
  /** As it stands in a field's `transforms`. */
  readonly name: string;
  /** Lower-case names under which Content-Encoding, Transfer-Encoding or Content-Transfer-Encoding declare it. */
  readonly codings?: readonly string[];
  /** Kinds of characters of which a text must have at least one to hold this encoding: asked before `looksLike`. Absent: never sniffed in text. */
  readonly needs?: Shape;
  /** Whether text (a source's `units`) may hold this encoding. */
  looksLike?(text: string, seen: Shape): boolean;
  /** Whether bytes start like this encoding. Absent: never sniffed in bytes. */
  looksLikeBytes?(bytes: Buffer): boolean;
  /** `allowance`: bytes it may yield in all. `declared`: the message says it is so, hence doubtful outcomes count too. Empty when it was not this encoding. */
  undo(source: Source, allowance: number, declared: boolean): readonly Undone[];
}
