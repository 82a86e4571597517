import type { Direction, Message, MessageKind, RequestHead, ResponseHead } from '../../../model/index.js';
import { ByteStore } from '../byte-store.js';
import type { ObserverContext } from '../observer.js';
import type { BodyBudget } from './body-budget.js';
import { type BodyFacts, type BodyPolicy, bodyPolicy } from './body-policy.js';
import type { BodySink, MessageOutcome } from './body-sink.js';
import { lastEventEnd } from './last-event-end.js';

/**
 * What is known of a message when its head has been read. `headBytes` is a view; it is copied if the message outlives the chunk.
 * Absent where no head stood on the wire as text (HTTP/2), or the message has none.
 */
export interface MessageStart {
  readonly id: string;
  readonly exchangeId: string | undefined;
  readonly kind: MessageKind;
  readonly direction: Direction;
  readonly startedDateTime: number;
  readonly request: RequestHead | undefined;
  readonly response: ResponseHead | undefined;
  readonly headBytes: Buffer | undefined;
  readonly properties?: readonly string[];
  readonly contentType?: string;
}

const nothing = Buffer.alloc(0);
/** Milliseconds after which bytes of a body without a known end are judged. */
const patience = 1000;
/** Windows of a connection that holds too much in all; overlaps are at most half of it. */
const tightWindow = 16 * 1024;
/** Room that a body of known length is given at once, at most; see {@link ByteStore.own}. */
const roomAtOnce = 16 * 1024;

/**
 * One message whose body is on its way. Shows it to the sink whole when it ends; or in windows when it is over the cap, when
 * it is a stream of events, or when its end is not in sight (see {@link BodyPolicy}). Windows of a body under a content coding
 * follow each other without a gap or overlap, since whoever undoes the coding keeps its state; others overlap, except at the end of
 * an event. Keeps at most the head, plus `limits.body` bytes before the first window and `limits.window` after; under a budget that
 * is used up, 16 KiB.
 */
export class OpenMessage implements BodySink {
  readonly #context: ObserverContext;
  readonly #start: MessageStart;
  readonly #facts: BodyFacts;
  readonly #budget: BodyBudget | undefined;
  readonly #store = new ByteStore();
  #policy: BodyPolicy | undefined;
  #headBytes: Buffer | undefined;
  #headOwned = false;
  #index = 0;
  #offset = 0;
  /** How many bytes at the front of the store an earlier window has shown. */
  #judged = 0;
  /** How far the store was searched for the end of an event. */
  #searched = 0;
  #freshSince: number;
  /** What of the budget is on our account. */
  #charged = 0;

  /** @param budget what all bodies of the connection may keep together; without it each is on its own */
  constructor(context: ObserverContext, start: MessageStart, facts: BodyFacts, budget?: BodyBudget) {
    this.#context = context;
    this.#start = start;
    this.#facts = facts;
    this.#budget = budget;
    this.#headBytes = start.headBytes;
    this.#freshSince = start.startedDateTime;
  }

  get id(): string {
    return this.#start.id;
  }

  /** Whether it is a stream of events: each is judged as it comes, and the stream has no end of its own. */
  get flows(): boolean {
    const { kind } = this.#plan();
    return kind === 'events' || kind === 'raw';
  }

  /** Tells the head at once, as a window without body; for those whose body is judged elsewhere. Before the first byte only. */
  showHead(): void {
    this.#emit(nothing, 0, { index: 0, offset: 0, last: false }, 'complete', undefined);
    this.#index = 1;
  }

  /** Counts payload that is told elsewhere. Before the first byte that is told here only. */
  skip(bytes: number): void {
    this.#offset += bytes;
  }

  push(piece: Buffer, now: number): void {
    let at = 0;
    while (at < piece.length) {
      const most = this.#capacity(this.#store.length + piece.length - at);
      if (this.#store.length >= most) {
        this.#cutFull();
        continue;
      }
      const take = Math.min(most - this.#store.length, piece.length - at);
      if (this.#index > 0 && this.#store.length === this.#judged) this.#freshSince = now;
      this.#store.append(at === 0 && take === piece.length ? piece : piece.subarray(at, at + take), most);
      at += take;
    }
  }

  /** The chunk that was being read has ended: shows events that are whole, and keeps the rest as its own. */
  settle(): void {
    const policy = this.#plan();
    if (policy.kind === 'events') this.#cutEvents();
    else if (policy.kind === 'raw' && this.#store.length > 0) this.#cut(this.#store.length, 0);
    this.#store.own(this.#budget?.exhausted === true ? 0 : this.#facts.length);
    if (!this.#headOwned) {
      if (this.#index === 0 && this.#headBytes !== undefined) this.#headBytes = Buffer.from(this.#headBytes);
      this.#headOwned = true;
    }
    if (this.#budget !== undefined) this.#charge(this.#budget);
  }

  tick(now: number): void {
    const policy = this.#plan();
    if (policy.kind === 'whole' || now - this.#freshSince < patience) return;
    if (policy.kind === 'stream') {
      if (this.#index === 0 || this.#store.length > this.#judged) this.#cut(this.#store.length, this.#overlap());
      else this.#store.shrink();
    } else if (this.#index === 0) {
      // No event has come yet, but the head is not to wait for one. What has come of the first event stays.
      this.showHead();
    }
  }

  finish(outcome: MessageOutcome, trailers: readonly string[] | undefined): void {
    const size = this.#offset + this.#store.length;
    if (this.#index === 0) {
      this.#emit(this.#store.view(), size, undefined, outcome, trailers);
    } else {
      const fresh = this.#store.length > this.#judged;
      const window = { index: this.#index, offset: fresh ? this.#offset : size, last: true };
      this.#emit(fresh ? this.#store.view() : nothing, size, window, outcome, trailers);
    }
    this.#store.clear();
    if (this.#budget !== undefined) this.#charge(this.#budget);
  }

  #charge(budget: BodyBudget): void {
    const { length } = this.#store;
    const now = length === 0 ? 0 : Math.max(length, Math.min(this.#facts.length ?? 0, roomAtOnce));
    budget.used += now - this.#charged;
    this.#charged = now;
  }

  /** Largest number of bytes to keep; the plan is only made when it matters. */
  #capacity(wanted: number): number {
    const { body } = this.#context.limits;
    const tight = this.#budget?.exhausted === true;
    const window = Math.max(tight ? Math.min(this.#context.limits.window, tightWindow) : this.#context.limits.window, 1);
    if (this.#index > 0) return window;
    if (wanted <= window && wanted <= body) return Math.min(window, body);
    if (tight) return window;
    const { kind } = this.#plan();
    return kind === 'events' || kind === 'raw' ? window : Math.max(body, 1);
  }

  #plan(): BodyPolicy {
    this.#policy ??= bodyPolicy(this.#facts);
    return this.#policy;
  }

  #overlap(): number {
    const { overlap, window } = this.#context.limits;
    return this.#facts.encoded ? 0 : Math.min(overlap, window >> 1, tightWindow >> 1);
  }

  #cutFull(): void {
    if (this.#plan().kind === 'events' && this.#cutEvents()) return;
    this.#cut(this.#store.length, this.#overlap());
  }

  #cutEvents(): boolean {
    const policy = this.#plan();
    if (policy.kind !== 'events' || this.#store.length === 0) return false;
    const end = lastEventEnd(this.#store.view(), this.#searched, policy.delimiter);
    this.#searched = this.#store.length;
    if (end === 0) return false;
    this.#cut(end, 0);
    return true;
  }

  /** Shows the first `end` bytes as a window, and keeps what follows and the last `keep` bytes of it. */
  #cut(end: number, keep: number): void {
    const view = this.#store.view();
    const bytes = end === view.length ? view : view.subarray(0, end);
    this.#emit(bytes, this.#offset + end, { index: this.#index, offset: this.#offset, last: false }, 'complete', undefined);
    this.#index += 1;
    this.#judged = Math.min(keep, end);
    this.#store.drop(end - this.#judged);
    this.#offset += end - this.#judged;
    this.#searched = Math.max(0, this.#searched - (end - this.#judged));
  }

  #emit(bytes: Buffer, size: number, window: Message['window'], outcome: MessageOutcome, trailers: readonly string[] | undefined): void {
    const { connection, wire, sink } = this.#context;
    const start = this.#start;
    sink.message({
      id: start.id,
      connectionId: connection.id,
      exchangeId: start.exchangeId,
      kind: start.kind,
      direction: start.direction,
      startedDateTime: start.startedDateTime,
      wire,
      request: start.request,
      response: start.response,
      properties: this.#index === 0 ? start.properties : undefined,
      contentType: start.contentType,
      headBytes: this.#index === 0 ? this.#headBytes : undefined,
      body: { bytes, size, truncated: outcome === 'truncated' },
      trailers,
      window,
      cancelled: outcome === 'cancelled' ? true : undefined,
    });
    this.#headBytes = undefined;
  }
}
