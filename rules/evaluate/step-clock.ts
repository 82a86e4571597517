import type { AfterCondition } from '../compile/compile-rule.js';
import type { Truth } from '../compile/truth.js';
import type { StepClock } from '../judge.js';

/** A stretch of time in epoch milliseconds, both ends included: one moment for a message, more where the moment is not known. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The steps of a run and the exchanges that conditions wait for, and what they say of a moment. */
export interface RunClock extends StepClock {
  /** An exchange condition was met. Later ones change nothing. */
  succeeded(condition: number, at: number): void;
  hasSucceeded(condition: number): boolean;
  /** An exchange condition may have been met from a moment on, unseen. The earliest moment counts. */
  maySucceed(condition: number, from: number): void;
  during(names: readonly string[], span: Span): Truth;
  before(names: readonly string[], span: Span): Truth;
  after(conditions: readonly AfterCondition[], span: Span): Truth;
  /** Moments in the same phase have the same answers, as long as `epoch` stays. */
  phaseAt(moment: number): number;
  /** The step that a moment belongs to. */
  stepAt(moment: number): string | undefined;
}

interface MutableStep {
  readonly name: string;
  readonly began: number;
  ended?: number;
}

/**
 * One step at a time: beginning one ends the one before. A step lasts from its beginning up to, not including, its end. Times that go
 * backwards (a clock that was set) are taken as no time having passed.
 */
export function createRunClock(): RunClock {
  const steps: MutableStep[] = [];
  const successes = new Map<number, number>();
  const doubts = new Map<number, number>();
  /** Ascending moments at which an answer may change. */
  const boundaries: number[] = [];
  let epoch = 0;

  const latest = (): number => {
    const last = steps.at(-1);
    return last === undefined ? Number.NEGATIVE_INFINITY : (last.ended ?? last.began);
  };
  const changed = (moment: number): void => {
    let index = boundaries.length;
    while (index > 0 && boundaries[index - 1]! > moment) index -= 1;
    boundaries.splice(index, 0, moment);
    epoch += 1;
  };
  const since = (moment: number | undefined, { from, to }: Span): Truth => {
    if (moment === undefined || to < moment) return false;
    return from >= moment ? true : 'unknown';
  };
  /** Between the moment from which it may have been met unseen and the one at which it was seen to be, nobody knows. */
  const afterExchange = (condition: number, span: Span): Truth => {
    const truth = since(successes.get(condition), span);
    const doubt = doubts.get(condition);
    return truth === false && doubt !== undefined && span.to >= doubt ? 'unknown' : truth;
  };
  const anyOf = <T>(list: readonly T[], test: (entry: T) => Truth): Truth => {
    let result: Truth = false;
    for (const entry of list) {
      const truth = test(entry);
      if (truth === true) return true;
      if (truth === 'unknown') result = 'unknown';
    }
    return result;
  };
  const end = (name: string, now: number): void => {
    const last = steps.at(-1);
    if (last === undefined || last.ended !== undefined || last.name !== name) throw new RangeError(`step \`${name}\` is not running`);
    last.ended = Math.max(now, latest());
    changed(last.ended);
  };

  return {
    steps,
    get epoch() {
      return epoch;
    },
    begin: (name, now) => {
      const last = steps.at(-1);
      if (last !== undefined && last.ended === undefined) end(last.name, now);
      const began = Math.max(now, latest());
      steps.push({ name, began });
      changed(began);
    },
    end,
    succeeded: (condition, at) => {
      if (successes.has(condition)) return;
      successes.set(condition, at);
      changed(at);
    },
    hasSucceeded: (condition) => successes.has(condition),
    maySucceed: (condition, from) => {
      const earliest = doubts.get(condition);
      if (earliest !== undefined && earliest <= from) return;
      doubts.set(condition, from);
      changed(from);
    },
    during: (names, span) => {
      let result: Truth = false;
      for (const { name, began, ended } of steps) {
        if (!names.includes(name) || span.to < began || (ended !== undefined && span.from >= ended)) continue;
        if (span.from >= began && (ended === undefined || span.to < ended)) return true;
        result = 'unknown';
      }
      return result;
    },
    before: (names, span) =>
      anyOf(names, (name) => {
        const first = steps.find((step) => step.name === name);
        if (first === undefined || span.to < first.began) return true;
        return span.from >= first.began ? false : 'unknown';
      }),
    after: (conditions, span) =>
      anyOf(conditions, (condition) => {
        if ('exchange' in condition) return afterExchange(condition.exchange, span);
        return since(steps.find((step) => step.name === condition.step && step.ended !== undefined)?.ended, span);
      }),
    phaseAt: (moment) => {
      let index = boundaries.length;
      while (index > 0 && boundaries[index - 1]! > moment) index -= 1;
      return index;
    },
    stepAt: (moment) => {
      for (let index = steps.length - 1; index >= 0; index -= 1) {
        const { name, began, ended } = steps[index]!;
        if (moment >= began) return ended === undefined || moment < ended ? name : undefined;
      }
      return undefined;
    },
  };
}
