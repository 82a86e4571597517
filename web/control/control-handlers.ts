import type { InjectedFault, Sensitive, Verdict } from '../../model/index.js';

/** `step begin|end NAME`. `settleMs`: how long ending waits for open exchanges; the session's default when absent. */
export interface StepRequest {
  readonly action: 'begin' | 'end';
  readonly name: string;
  readonly settleMs?: number;
}

/** A value planted while the run lasts, under a field that the ruleset declares. */
export interface PlantRequest {
  readonly field: string;
  readonly value: Sensitive;
}

/** A change of what is made to fail. Without `fault` the pattern may say it itself, as on the command line: `a.example:reset`. */
export type FaultRequest =
  | { readonly action: 'add'; readonly pattern: string; readonly fault?: InjectedFault }
  | { readonly action: 'remove'; readonly pattern: string }
  | { readonly action: 'clear' };

/** What is made to fail, in the order in which it was asked for: the latest that matches decides. */
export interface FaultList {
  readonly faults: readonly { readonly pattern: string; readonly fault: InjectedFault }[];
}

/** What `GET /v1/status` answers. `step` is null between steps; `violations` counts those at error level that nothing silences. */
export interface ControlStatus {
  readonly runId: string;
  readonly state: 'running' | 'stopping' | 'stopped';
  readonly startedDateTime: string;
  readonly step: string | null;
  readonly connections: number;
  readonly exchanges: number;
  readonly violations: number;
  readonly openFindings: number;
}

/** `refused`: asked for rightly but not possible now (a step is open already, no such field …); `message` says why, for people. */
export type ControlReply<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'refused'; readonly message: string };

/** What the run does when it is asked to. A handler that throws is a fault: answered with 500, and reported through `onFault`. */
export interface ControlHandlers {
  step(request: StepRequest): Promise<ControlReply<null>>;
  plant(request: PlantRequest): Promise<ControlReply<null>>;
  /** Ends the run. Called once: everybody who asks gets the same verdict. */
  stop(): Promise<ControlReply<Verdict>>;
  status(): Promise<ControlReply<ControlStatus>>;
  faults(): Promise<ControlReply<FaultList>>;
  /** Answers with what is made to fail from then on. */
  changeFaults(request: FaultRequest): Promise<ControlReply<FaultList>>;
}
