import type { RecognisedAs } from '../../../model/index.js';

/** A number as it stands in a text, with what the place says of it. The two flags are worked out when they are first asked for. */
export interface WrittenId {
  /** Digits and letters only, upper case. */
  readonly id: string;
  /** The shape it was written in, such as `999-99-9999` (see {@link NationalIdKind.shapes}). */
  readonly shape: string;
  /** It was written with separators. */
  readonly grouped: boolean;
  /** All its letters stood in upper case. */
  readonly upper: boolean;
  /** The field's name, or the words right before it, say that it is this kind of number, or a person's identity number. */
  readonly named: boolean;
  /** The name speaks of times, counters, orders, amounts, random or technical IDs: one such number in ten has a right check digit. */
  readonly counted: boolean;
}

/** One country's identity number of natural persons. One file each; `index.ts` lists them. */
export interface NationalIdKind {
  /** The matcher's name. */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly description: string;
  /**
   * How it is written: `9` is a digit, `A` an ASCII letter in either case, and space, dash, dot and plus stand for themselves. A shape has at
   * most 22 characters, and either spaces or other separators.
   */
  readonly shapes: readonly string[];
  /** Names it goes by, in lower case, ASCII ones without separators or accents: `mynumber` stands for `my_number` and `MyNumber` as well. */
  readonly names: ReadonlySet<string>;
  /** The surest kind that `recognise` returns. */
  readonly surest: RecognisedAs;
  /** How surely a text of one of the shapes is such a number; `undefined`: it is none. Must ask for cheap proofs first, and never throw. */
  recognise(written: WrittenId): RecognisedAs | undefined;
}
