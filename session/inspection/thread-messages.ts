import type { DecodeBudget } from '../../decode/index.js';
import type { Field, Gap, Message } from '../../model/index.js';
import type { ReadValues } from '../../record/index.js';
import type { Outline, PlantedLater, Ruleset } from '../../rules/index.js';

/** What a thread needs to begin. The ruleset without anything secret but planted values, which it is there to find. */
export interface ThreadOptions {
  readonly ruleset: Ruleset;
  readonly budget: Partial<DecodeBudget>;
  /** Set where values are recorded: the key that they are hashed with. */
  readonly hashKey?: Uint8Array;
}

/** What is to be done with a message. `values`: no rule could be violated by it, and only its values are recorded. */
export type Task =
  | Exclude<Outline, { kind: 'nothing' }>
  | { readonly kind: 'values'; readonly definitions: readonly []; readonly teaches: false };

/**
 * What came of it. `clean`: proven to hold nothing, whether it was read for its values or not. `fields` are only those that a definition
 * recognises. `values`: where they are recorded, and could be read.
 */
export type Inspected =
  | { readonly kind: 'clean'; readonly values?: ReadValues }
  | {
      readonly kind: 'read';
      readonly fields: readonly Field[];
      readonly gaps: readonly Gap[];
      readonly depth: 'read' | 'scanned' | 'unseen';
      readonly values?: ReadValues;
    }
  /** A fault of ours; `error` is its kind, never its text, which may quote the traffic. */
  | { readonly kind: 'fault'; readonly error: string };

export type ToThread =
  | { readonly kind: 'plant'; readonly values: readonly PlantedLater[] }
  /** The bytes of the body are in a buffer of their own, handed over. */
  | { readonly kind: 'inspect'; readonly message: Message; readonly task: Task }
  | { readonly kind: 'forget'; readonly messageIds: readonly string[] };

/** One `done` for each `inspect`, in order. `buffer`: that of the body, handed back where nothing of it is in use any more. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly inspected: Inspected; readonly buffer?: ArrayBuffer };
