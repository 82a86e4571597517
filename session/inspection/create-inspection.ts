import type { Decoded } from '../../decode/index.js';
import { assertNever, type Connection, type Gap, type Message } from '../../model/index.js';
import type { ReadValues } from '../../record/index.js';
import type { CountedMessage } from '../../report/index.js';
import { createInlineLoad } from './inline-load.js';
import { type Inspection, type InspectionOptions, type InspectionSink, inspectionSizes } from './inspection.js';
import type { Outcome, Route } from './inspection-job.js';
import { lossDetail } from './loss-detail.js';
import { OrderedQueue, type Step } from './ordered-queue.js';
import { ownMessage, withoutBytes } from './own-message.js';
import { Routes } from './routes.js';
import type { Task } from './thread-messages.js';

/** Milliseconds of every hundred that inspecting may take here before smaller messages go to a thread, too. */
const mostInline = 30;
/** Bytes that a step keeps beside the message's own: a head, say; and each field that was read. */
const stepCost = 2048;
const fieldCost = 128;

export function createInspection(options: InspectionOptions): Inspection {
  return new OrderedInspection(options);
}

class OrderedInspection implements Inspection {
  readonly #options: InspectionOptions;
  readonly #sink: InspectionSink;
  readonly #sizes: typeof inspectionSizes;
  readonly #routes = new Routes();
  readonly #load = createInlineLoad(mostInline);
  readonly #queue: OrderedQueue;
  #full = false;

  constructor(options: InspectionOptions) {
    this.#options = options;
    this.#sink = options.sink;
    this.#sizes = { ...inspectionSizes, ...options.sizes };
    this.#queue = new OrderedQueue({
      fault: (error) => this.#sink.fault(error),
      waiting: (bytes) => this.#waiting(bytes),
      ...(options.turn === undefined ? {} : { turn: options.turn }),
    });
  }

  get idle(): boolean {
    return this.#queue.empty;
  }

  message(connection: Connection, message: Message): void {
    if (this.#queue.held) this.#queue.add(this.#heldStep(connection, ownMessage(message)));
    else {
      const step = this.#begin(connection, message, this.#queue.empty);
      if (step !== undefined) this.#queue.add(step);
    }
  }

  afterwards(act: () => void, changes = false): void {
    if (this.#queue.empty) act();
    else {
      const advance = (): true => {
        act();
        return true;
      };
      this.#queue.add({ holds: changes, bytes: stepCost, advance });
    }
  }

  gone(connection: Connection): void {
    this.afterwards(() => {
      const ids = this.#routes.take(connection);
      if (ids.length === 0) return;
      for (const id of ids) this.#options.decoder.forget(id);
      this.#options.pool?.forget(ids);
    });
  }

  async settle(limit: number): Promise<void> {
    if (this.idle) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), limit);
    });
    const first = await Promise.race([this.#queue.drained(), late]);
    clearTimeout(timer);
    if (first === 'late') this.close();
  }

  close(): void {
    this.#options.pool?.close();
    this.#queue.advance(true);
  }

  /** Looks at a message that nothing holds up. `first`: nothing is under way before it. What it returns is still to be done. */
  #begin(connection: Connection, message: Message, first: boolean): Step | undefined {
    const size = message.body.bytes.length;
    if (this.#goesToThread(connection, message, size)) return this.#submit(connection, message);
    if (size < this.#sizes.busy) return this.#here(connection, message, first);
    const began = performance.now();
    const step = this.#here(connection, message, first);
    const now = performance.now();
    this.#load.note(now - began, now);
    return step;
  }

  #goesToThread(connection: Connection, message: Message, size: number): boolean {
    const { pool } = this.#options;
    const route = this.#routes.get(connection, message);
    if (pool === undefined || route === 'here') return false;
    if (route !== undefined) return route.started || route.lost || pool.usable;
    return pool.usable && (size >= this.#sizes.large || (size >= this.#sizes.busy && this.#load.busy(performance.now())));
  }

  #here(connection: Connection, message: Message, first: boolean): Step | undefined {
    const { judge, tap } = this.#options;
    let decoded: Decoded | undefined;
    let needed = true;
    let teaches = false;
    try {
      if (!first) {
        const outline = judge.outline(connection, message);
        teaches = outline.kind !== 'nothing' && outline.teaches;
      }
      needed = judge.need(connection, message) !== 'nothing';
      if (needed || tap !== undefined) decoded = this.#read(connection, message);
    } catch (error) {
      this.#recordValues(connection, message, undefined);
      return this.#failed(connection, message, error, first);
    }
    if (decoded !== undefined && tap !== undefined) this.#recordValues(connection, message, tap(message, decoded.fields));
    if (decoded === undefined || !needed) {
      this.#unread(message, message);
      return undefined;
    }
    if (first) {
      this.#judge(connection, message, decoded);
      return undefined;
    }
    const { fields, gaps, depth } = decoded;
    this.#sink.counted(message, depth);
    const kept = withoutBytes(message);
    const advance = (): true => {
      this.#said(connection, kept, fields, gaps);
      return true;
    };
    const bytes = stepCost + 2 * message.body.bytes.length + fieldCost * fields.length;
    return { holds: teaches, bytes, advance };
  }

  #read(connection: Connection, message: Message): Decoded {
    this.#routes.set(connection, message, 'here');
    const decoded = this.#options.decoder.decode(message);
    this.#routes.passed(connection, message);
    return decoded;
  }

  #recordValues(connection: Connection, message: Message, values: ReadValues | undefined): void {
    if (this.#options.tap === undefined) return;
    try {
      this.#sink.values?.(connection, message, values);
    } catch (error) {
      this.#sink.fault(error);
    }
  }

  #judge(connection: Connection, message: Message, { fields, gaps, depth }: Decoded): void {
    this.#sink.counted(message, depth);
    this.#said(connection, message, fields, gaps);
  }

  #said(connection: Connection, message: Message, fields: Decoded['fields'], gaps: readonly Gap[]): void {
    try {
      this.#sink.gaps(gaps);
      this.#sink.judged(this.#options.judge.message(connection, message, fields, gaps));
    } catch (error) {
      this.#sink.failed(connection, message.id, error);
    }
  }

  #failed(connection: Connection, message: Message, error: unknown, first: boolean): Step | undefined {
    this.#sink.counted(message, 'unseen');
    const { id } = message;
    const advance = (): true => {
      this.#sink.failed(connection, id, error);
      return true;
    };
    if (!first) return { holds: false, bytes: stepCost, advance };
    advance();
    return undefined;
  }

  #unread(message: Pick<Message, 'kind'>, counted: CountedMessage): void {
    // The bytes of these are all there is to them.
    this.#sink.counted(counted, message.kind === 'opaque' || message.kind === 'datagram' ? 'scanned' : 'read');
  }

  #submit(connection: Connection, message: Message): Step | undefined {
    const outline = this.#options.judge.outline(connection, message);
    if (outline.kind !== 'nothing') return this.#threadStep(connection, message, outline);
    if (this.#options.tap !== undefined) return this.#threadStep(connection, message, { kind: 'values', definitions: [], teaches: false });
    this.#unread(message, message);
    return undefined;
  }

  #threadStep(connection: Connection, message: Message, task: Task): Step {
    const own = ownMessage(message, this.#options.pool?.spare);
    const kept = withoutBytes(message);
    const size = message.body.bytes.length;
    // Before a thread has it.
    const held = own.body.bytes.buffer.byteLength;
    const counted: CountedMessage = { ...kept, body: { ...message.body, bytes: { length: size } } };
    let outcome: Outcome | undefined;
    const known = this.#routes.get(connection, message);
    const route: Route | undefined =
      known !== undefined && known !== 'here' ? known : this.#routes.set(connection, message, { started: false, lost: false });
    const done = (result: Outcome): void => {
      outcome = result;
      this.#queue.advance();
    };
    this.#options.pool?.submit({ message: own, task, ...(route === undefined ? {} : { route }), done });
    this.#routes.passed(connection, message);
    const advance = (): boolean => {
      if (outcome === undefined) return false;
      this.#conclude(connection, own, kept, counted, outcome);
      return true;
    };
    return { holds: task.teaches, bytes: stepCost + held, advance };
  }

  #conclude(connection: Connection, own: Message, kept: Message, counted: CountedMessage, outcome: Outcome): void {
    switch (outcome.kind) {
      case 'clean':
        this.#recordValues(connection, kept, outcome.values);
        this.#unread(kept, counted);
        return;
      case 'read':
        this.#recordValues(connection, kept, outcome.values);
        this.#sink.counted(counted, outcome.depth);
        this.#said(connection, kept, outcome.fields, outcome.gaps);
        return;
      case 'fault':
        this.#lost(connection, kept, counted, `inspection failed (${outcome.error})`);
        return;
      case 'lost':
        this.#lost(connection, kept, counted, lossDetail(outcome.cause, this.#options.jobLimit));
        return;
      case 'returned':
        this.#here(connection, own, true);
        return;
      default:
        assertNever(outcome);
    }
  }

  /** Judged all the same: what hangs on the message's head alone is known. */
  #lost(connection: Connection, message: Message, counted: CountedMessage, detail: string): void {
    this.#recordValues(connection, message, undefined);
    this.#sink.counted(counted, 'unseen');
    const gap: Gap = { reason: 'inspection-failed', connectionId: connection.id, messageId: message.id, detail };
    this.#said(connection, message, [], [gap]);
  }

  /** Not looked at before what is ahead of it was judged. */
  #heldStep(connection: Connection, message: Message): Step {
    let begun = false;
    let rest: Step | undefined;
    const advance = (): boolean => {
      if (!begun) {
        begun = true;
        rest = this.#begin(connection, message, true);
      }
      return rest === undefined || rest.advance();
    };
    return { holds: true, bytes: stepCost + message.body.bytes.length, advance };
  }

  #waiting(bytes: number): void {
    if (this.#full ? bytes > this.#sizes.low : bytes <= this.#sizes.full) return;
    this.#full = !this.#full;
    this.#sink.backlog(this.#full);
  }
}
