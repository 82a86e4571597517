import type { FieldLocation, Gap, GapReason, Message } from '../model/index.js';
import { deepestNesting } from './binary/deepest-nesting.js';
import type { DecodeBudget } from './decoder.js';
import type { Place } from './place.js';

/** Gaps of one message that are told apart; further ones would say nothing new. */
const mostGaps = 64;

/** Characters walked after which the clock is read again: at most some tenths of a millisecond. */
const workBetweenLooks = 16 * 1024;

export type Bound = 'depth' | 'bytes' | 'ratio' | 'fields' | 'time' | 'nesting' | 'levels';

/** Keeps one message's walk within its budget, and its gaps. */
export class Meter {
  readonly gaps: Gap[] = [];
  /** Set when the walk must end: no more fields or no more time. */
  stopped = false;
  readonly #message: Message;
  readonly #budget: DecodeBudget;
  readonly #clock: () => number;
  readonly #deadline: number;
  readonly #said = new Set<string>();
  #bytesLeft: number;
  #work = 0;

  constructor(message: Message, budget: DecodeBudget, clock: () => number) {
    this.#message = message;
    this.#budget = budget;
    this.#clock = clock;
    this.#deadline = clock() + budget.time;
    this.#bytesLeft = budget.bytes;
  }

  /** Whether there is time left for a layer of this length; otherwise the walk stops, with a gap. Small layers share a look at the clock. */
  hasTime(length: number, location: FieldLocation, place: Place, transforms: readonly string[]): boolean {
    if (this.stopped) return false;
    this.#work += length + 64;
    if (this.#work < workBetweenLooks) return true;
    this.#work = 0;
    if (this.#clock() <= this.#deadline) return true;
    this.stopped = true;
    this.exhausted('time', location, place, transforms);
    return false;
  }

  /** Bytes that a layer of this length may yield. */
  allowance(length: number): number {
    return Math.min(this.#bytesLeft, Math.max(this.#budget.freeExpansion, length * this.#budget.ratio));
  }

  spend(bytes: number): void {
    this.#bytesLeft = Math.max(0, this.#bytesLeft - bytes);
  }

  get bytesLeft(): number {
    return this.#bytesLeft;
  }

  exhausted(bound: Bound, location: FieldLocation, place: Place, transforms: readonly string[]): void {
    // One a bound and location: a thousand places say no more than the first.
    const layers = transforms.length > 0 ? ` (${transforms.join(' > ')})` : '';
    this.gap('budget-exhausted', location, `${sentences[bound](this.#budget)}, at ${location} ${place.outline()}${layers}`, bound);
  }

  /** `detail` must hold nothing from the traffic; gaps of the same location and `kind` are kept once. */
  gap(reason: GapReason, location: FieldLocation | undefined, detail: string, kind = detail): void {
    const key = `${reason} ${location} ${kind}`;
    if (this.gaps.length >= mostGaps || this.#said.has(key)) return;
    this.#said.add(key);
    const { connectionId, id } = this.#message;
    this.gaps.push({ reason, connectionId, messageId: id, ...(location === undefined ? {} : { location }), detail });
  }

  /** Bytes of a body that were searched to their end, but not read into names and places. */
  unstructured(detail: string): void {
    if (this.gaps.some(({ lacks }) => lacks === 'structure')) return;
    const { connectionId, id } = this.#message;
    this.gaps.push({ reason: 'undecodable', connectionId, messageId: id, location: 'body', lacks: 'structure', detail });
  }
}

const sentences: Readonly<Record<Bound, (budget: DecodeBudget) => string>> = {
  depth: (budget) => `more than ${budget.depth} layers`,
  bytes: (budget) => `more than ${budget.bytes} decoded bytes`,
  ratio: (budget) => `expands more than ${budget.ratio} times`,
  fields: (budget) => `more than ${budget.fields} fields`,
  time: (budget) => `more than ${budget.time} ms`,
  levels: () => `nested more than ${deepestNesting} levels`,
  nesting: () => 'structure nested too deep for exact paths',
};
