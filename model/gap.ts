import type { FieldLocation } from './field.js';

export type GapReason =
  | 'handshake-failed'
  | 'passthrough'
  | 'undecodable'
  | 'truncated'
  | 'unsupported-protocol'
  | 'ambiguous-framing'
  | 'region-undetermined'
  | 'budget-exhausted'
  | 'inspection-failed';

/**
 * Something relevant that was not inspected. Whether it matters is for each rule to say.
 * `location` narrows it to one part of a message: a body that could not be decoded says nothing against its URL.
 * `detail` is for people and never holds values from the traffic.
 */
export interface Gap {
  readonly reason: GapReason;
  readonly connectionId: string;
  readonly messageId?: string;
  readonly location?: FieldLocation;
  /**
   * Set when the bytes were searched to their end but their names and places were not read, so that only fields found by name or place
   * (`names`, `under`) may have been missed.
   */
  readonly lacks?: 'structure';
  readonly detail: string;
}
