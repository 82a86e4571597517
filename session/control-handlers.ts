import { type Judge, RulesetError } from '../rules/index.js';
import type { ControlHandlers } from '../web/index.js';
import type { Session } from './session-types.js';
import { StepError } from './step-error.js';

export interface ControlParts {
  readonly session: () => Session;
  readonly status: () => {
    readonly runId: string;
    readonly startedDateTime: number;
    readonly connections: number;
    readonly exchanges: number;
    readonly violations: number;
    readonly openFindings: number;
    readonly judge: Judge;
  };
  readonly stopRequested: () => void;
}

/** What the control endpoint may ask of a session. Refusals are the judge's own words: an unknown field, a step begun twice. */
export function controlHandlers({ session, status, stopRequested }: ControlParts): ControlHandlers {
  let stopping = false;
  const reply = async (work: () => Promise<void> | void) => {
    try {
      await work();
      return { kind: 'done', value: null } as const;
    } catch (error) {
      if (error instanceof RulesetError || error instanceof StepError) return { kind: 'refused', message: error.message } as const;
      throw error;
    }
  };
  return {
    step: ({ action, name, settleMs }) => reply(() => session().step(action, name, settleMs)),
    plant: ({ field, value }) => reply(() => session().plant(field, value.reveal())),
    async stop() {
      stopping = true;
      stopRequested();
      return { kind: 'done', value: (await session().finish()).verdict };
    },
    async status() {
      const { judge, startedDateTime, ...counts } = status();
      const step = judge.steps.steps.findLast(({ ended }) => ended === undefined)?.name ?? null;
      const state = stopping ? 'stopping' : 'running';
      return { kind: 'done', value: { ...counts, state, step, startedDateTime: new Date(startedDateTime).toISOString() } };
    },
  };
}
