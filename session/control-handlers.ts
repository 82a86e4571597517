import { assertNever } from '../model/index.js';
import { FaultRuleError, type FaultTable, parseFaultPattern, parseFaultRule } from '../proxy/index.js';
import { type Judge, RulesetError } from '../rules/index.js';
import type { ControlHandlers, FaultList, FaultRequest } from '../web/index.js';
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
  /** The faults that the proxy makes. */
  readonly faults: FaultTable;
}

/** What the control endpoint may ask of a session. Refusals are the judge's own words: an unknown field, a step begun twice. */
export function controlHandlers({ session, status, stopRequested, faults }: ControlParts): ControlHandlers {
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
    faults: async () => ({ kind: 'done', value: listOf(faults) }),
    async changeFaults(request) {
      try {
        const refusal = changeFaults(faults, request);
        return refusal === undefined ? { kind: 'done', value: listOf(faults) } : { kind: 'refused', message: refusal };
      } catch (error) {
        if (error instanceof FaultRuleError) return { kind: 'refused', message: error.message };
        throw error;
      }
    },
  };
}

/** Returns why it cannot be done. Throws {@link FaultRuleError} on what is no pattern. */
function changeFaults(table: FaultTable, request: FaultRequest): string | undefined {
  switch (request.action) {
    case 'add': {
      const { pattern, fault } = request;
      table.add(fault === undefined ? parseFaultRule(pattern) : { ...parseFaultPattern(pattern), fault });
      return undefined;
    }
    case 'remove': {
      const { pattern } = parseFaultPattern(request.pattern);
      if (table.remove(pattern)) return undefined;
      const known = table.list().map((rule) => rule.pattern);
      return `${pattern} is not made to fail: ${known.length === 0 ? 'nothing is' : `${known.slice(0, 20).join(', ')} ${known.length === 1 ? 'is' : 'are'}`}`;
    }
    case 'clear':
      table.clear();
      return undefined;
    default:
      return assertNever(request);
  }
}

function listOf(table: FaultTable): FaultList {
  return { faults: table.list().map(({ pattern, fault }) => ({ pattern, fault })) };
}
