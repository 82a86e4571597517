import type { createDecoder } from '../../decode/index.js';
import type { RecognisedAs } from '../../model/index.js';
import type { createJudge, defaultContext, loadRuleset, Matcher, RulesetError } from '../../rules/index.js';

/** What the bench needs of `decode` and `rules`, built or as sources. `matchers` are those that rulesets may name. */
export interface Rooms {
  readonly createDecoder: typeof createDecoder;
  readonly createJudge: typeof createJudge;
  readonly defaultContext: typeof defaultContext;
  readonly loadRuleset: typeof loadRuleset;
  readonly RulesetError: typeof RulesetError;
  readonly matchers: ReadonlyMap<string, Matcher>;
}

export interface Cell {
  readonly sent: number;
  readonly found: number;
}

export interface Row extends Cell {
  readonly name: string;
  /** By carrier; those that can carry nothing of it are absent. */
  readonly cells: Readonly<Record<string, Cell>>;
  readonly misses: readonly { readonly variant: string; readonly carrier: string; readonly field: string; readonly seen: string }[];
}

export interface Matrix {
  readonly identifiers: readonly Row[];
  readonly kinds: readonly Row[];
  readonly refused: Readonly<Record<string, string>>;
}

export interface Chains extends Cell {
  readonly seed: number;
  readonly seen: Readonly<Record<string, number>>;
  readonly byLength: Readonly<Record<string, Cell>>;
  readonly byCarrier: Readonly<Record<string, Cell>>;
  readonly causes: readonly { readonly chain: readonly string[]; readonly missed: number }[];
}

export interface Alarms {
  readonly seed: number;
  readonly count: number;
  readonly bytes: number;
  readonly read: number;
  readonly matchers: number;
  readonly totals: Readonly<Record<RecognisedAs, number>>;
  readonly right: Readonly<Record<string, number>>;
  readonly gaps: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, string>>;
  readonly alarms: readonly {
    readonly source: string;
    readonly recognisedAs: RecognisedAs;
    readonly count: number;
    readonly kinds: Readonly<Record<string, number>>;
    readonly examples: readonly { readonly kind: string; readonly place: string; readonly transforms: string; readonly text: string }[];
  }[];
}

export interface Results {
  readonly matrix?: Matrix;
  readonly chains?: Chains;
  readonly alarms?: Alarms;
}

export function runMatrix(rooms: Rooms): Matrix;
export function runChains(rooms: Rooms, options: { readonly count: number; readonly seed: number }): Chains;
export function runAlarms(
  rooms: Rooms,
  options: { readonly count: number; readonly seed: number; readonly onProgress?: (done: number) => void },
): Alarms;
export function barsOf(results: Results): readonly { readonly name: string; readonly met: boolean; readonly measured: string }[];
