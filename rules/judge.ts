import type {
  AutonomousSystem,
  Connection,
  Doubt,
  ExceptionUse,
  Exchange,
  Field,
  Gap,
  Judgement,
  LevelChange,
  Message,
  Region,
  RequestHead,
  Step,
} from '../model/index.js';

/** What a message needs before it can be judged: nothing (no live rule can be violated by it), or its fields. */
export type Need = 'nothing' | 'fields';

/**
 * What a message needs, as far as that shows without a look at its bytes: `scan` means its bytes decide. `definitions` are the numbers of the
 * field definitions that are looked for in it. `teaches`: it may issue values that are looked for in every message after it.
 */
export type Outline =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'scan' | 'fields'; readonly definitions: readonly number[]; readonly teaches: boolean };

/** A value planted while the run goes on. */
export interface PlantedLater {
  readonly field: string;
  readonly text: string;
}

/** Steps of the run, as the judge sees them. A message belongs to the step in which it started. */
export interface StepClock {
  begin(name: string, now: number): void;
  end(name: string, now: number): void;
  readonly steps: readonly Step[];
  /** Raised by one with every change, so that cached plans know they are stale. */
  readonly epoch: number;
}

/**
 * Judges one run. Three-valued: each rule × message, and each rule × uninspected connection, is violated (`fail`), clear
 * (nothing is returned) or open. Synchronous, no I/O. Never throws on what comes from the network: a fault of its own is
 * returned as open findings with `inspection-failed`.
 */
export interface Judge {
  /**
   * Whether a message or exchange, or without one a connection, is what the run is about (`scope`). What is not, the other calls take for
   * nothing; it is to be counted apart, and shown.
   */
  inScope(connection: Connection, part?: { readonly request?: RequestHead | undefined }): boolean;
  /** Cheap: decided from a cached plan of the connection and one scan over the bytes. */
  need(connection: Connection, message: Message): Need;
  /** As {@link need}, for a message whose bytes are looked at elsewhere: by a field filter of the same ruleset. */
  outline(connection: Connection, message: Message): Outline;
  /** `gaps` are those of decoding this message; gaps found by the observer come through {@link gap}. */
  message(connection: Connection, message: Message, fields: readonly Field[], gaps: readonly Gap[]): readonly Judgement[];
  /** A gap reported by an observer, on a message or the whole connection. */
  gap(connection: Connection, gap: Gap): readonly Judgement[];
  /**
   * Once for each connection, as soon as its interception is known and its server dialled: rules without fields, and names
   * outside TLS (SNI, CONNECT target).
   */
  opened(connection: Connection): readonly Judgement[];
  /** Once for each connection, at its end: what was not inspected of it (client-rejected, passthrough, …). */
  closed(connection: Connection): readonly Judgement[];
  exchange(connection: Connection, exchange: Exchange): void;
  /** A value known only now. Throws `RulesetError` when the field is unknown or the value too short or too common. */
  plant(field: string, value: string): void;
  /** Every planted value of the run so far, in all its ways of writing (not hashes): for taking them out of what is shown. The same list until one is planted. */
  plantedValues(): readonly string[];
  /** What was planted or learnt since the start, in order. It only grows. */
  readonly plantedLater: readonly PlantedLater[];
  /** A judgement that was not made here, with the exception (suppression, baseline) that covers it, if any. */
  excepted(judgement: Judgement): Judgement;
  locate(address: string, hosts: readonly string[]): Region;
  /**
   * Who announces an address, by the table that ships with us; nothing for private addresses and those it does not know. The judge asks for
   * itself where a rule needs it, and sets `server.autonomousSystem` of every connection that it finds something of.
   */
  autonomousSystem(address: string): AutonomousSystem | undefined;
  readonly steps: StepClock;
  /**
   * Once, when every connection is closed and before {@link summary}: what only the whole run decides. A handshake that a device abandoned
   * without an alert is open unless the same client and name were intercepted elsewhere.
   */
  finish(now: number): readonly Judgement[];
  /** What the end of the run must know beside findings. Call once, after {@link finish}, with the current time; throws before it. */
  summary(now: number): JudgeSummary;
}

export interface JudgeSummary {
  readonly doubts: readonly Doubt[];
  readonly unexercisedRules: readonly string[];
  readonly exceptions: readonly ExceptionUse[];
  readonly levelChanges: readonly LevelChange[];
  /** Fields that were looked for, and of which no planted value came. */
  readonly plantedNeverSeen: readonly string[];
  /** Fields that were not looked for: no rule could be violated by what came, and nothing expected them. */
  readonly plantedNotLookedFor: readonly string[];
}
