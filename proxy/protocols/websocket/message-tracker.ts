import type { Direction, Gap, Message, RequestHead } from '../../../model/index.js';
import type { BodyBudget } from '../http/body-budget.js';
import type { MessageOutcome } from '../http/body-sink.js';
import { OpenMessage } from '../http/open-message.js';
import type { Observer, ObserverContext } from '../observer.js';
import type { FrameHandler, FrameHead } from './frame-reader.js';
import { type InflateFlaw, MessageInflater } from './message-inflater.js';
import type { WebSocketFault } from './websocket-fault.js';

/** What messages of one direction have in common. */
export interface TrackerOptions {
  readonly direction: Direction;
  /** What message ids begin with; a number follows. */
  readonly idPrefix: string;
  readonly exchangeId: string | undefined;
  readonly request: RequestHead;
  /** Whether messages may be compressed, and whether the compressor keeps its window. */
  readonly deflate: { readonly keepsWindow: boolean } | undefined;
  /** Gets the payload of binary messages, of a protocol that goes on inside them. */
  readonly inner: Observer | undefined;
  readonly budget?: BodyBudget | undefined;
}

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const controlNames: Readonly<Record<number, string>> = { [opcodes.close]: 'close', [opcodes.ping]: 'ping', [opcodes.pong]: 'pong' };
const rsv1 = 4;
const longestControl = 125;
/** Broken messages without a window, after which no more is inflated: each costs a decompressor. */
const mostFlaws = 100;

/**
 * Puts the messages of one direction together from frames (RFC 6455, section 5.4) and tells each as it ends: at once where it stands
 * whole in one frame; otherwise as {@link OpenMessage} does, in windows when it is over the cap or takes its time. Payloads of control frames
 * are messages of their own. Empty messages are not told.
 */
export class MessageTracker implements FrameHandler {
  readonly #context: ObserverContext;
  readonly #options: TrackerOptions;
  readonly #inflater: MessageInflater | undefined;
  readonly #control = Buffer.alloc(longestControl);
  #controlLength = 0;
  #controlOpcode: number | undefined;
  #messages = 0;
  #controls = 0;
  #now = 0;
  /** A message has begun whose final frame has not ended. */
  #inMessage = false;
  #final = false;
  #binary = false;
  #compressed = false;
  #startedDateTime = 0;
  #open: OpenMessage | undefined;
  /** What a compressed message of one frame came to, while it comes. */
  #pieces: Buffer[] | undefined;
  #flawed = false;
  #flaws = 0;
  /** Later compressed messages are hidden, and that was said. */
  #blind = false;
  /** Something is missing of what the protocol inside has sent. */
  #innerLost = false;

  constructor(context: ObserverContext, options: TrackerOptions) {
    this.#context = context;
    this.#options = options;
    this.#inflater = options.deflate && new MessageInflater(options.deflate.keepsWindow);
  }

  begin({ fin, reserved, opcode, length }: FrameHead, now: number): WebSocketFault | undefined {
    if (opcode >= opcodes.close) {
      if (controlNames[opcode] === undefined) return 'reserved-opcode';
      if (!fin || length > longestControl) return 'bad-control-frame';
      if (reserved !== 0) return 'reserved-bits';
      this.#controlOpcode = opcode;
      this.#controlLength = 0;
      return undefined;
    }
    if (opcode > opcodes.binary) return 'reserved-opcode';
    if (opcode === opcodes.continuation) {
      if (!this.#inMessage) return 'stray-continuation';
      if (reserved !== 0) return 'reserved-bits';
      this.#final = fin;
      return undefined;
    }
    if (this.#inMessage) return 'unfinished-message';
    if (reserved !== 0 && (reserved !== rsv1 || this.#inflater === undefined)) return 'reserved-bits';
    this.#inMessage = true;
    this.#final = fin;
    this.#binary = opcode === opcodes.binary;
    this.#compressed = reserved === rsv1;
    this.#startedDateTime = now;
    this.#flawed = false;
    this.#messages += 1;
    return undefined;
  }

  payload(piece: Buffer, whole: boolean, now: number): void {
    if (this.#controlOpcode !== undefined) {
      piece.copy(this.#control, this.#controlLength);
      this.#controlLength += piece.length;
    } else if (this.#inflater !== undefined && this.#compressed) {
      if (this.#blind) return;
      // Only what is sure to end with this piece need not be kept as a message in the making.
      if (whole && this.#final && this.#open === undefined) this.#pieces = [];
      this.#now = now;
      this.#judgeInflated(this.#inflater.push(piece, this.#inflated));
    } else if (whole && this.#final && this.#open === undefined && piece.length <= this.#context.limits.body) {
      this.#tell(piece, now, 'complete');
    } else this.#push(piece, now);
  }

  end(now: number): void {
    if (this.#controlOpcode !== undefined) {
      this.#tellControl(this.#controlOpcode, now, 'complete');
      this.#controlOpcode = undefined;
      return;
    }
    if (!this.#final) return;
    if (this.#inflater !== undefined && this.#compressed && !this.#blind) {
      this.#now = now;
      this.#judgeInflated(this.#inflater.finish(this.#inflated));
    }
    const pieces = this.#pieces;
    this.#pieces = undefined;
    if (pieces !== undefined && pieces.length > 0) {
      const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
      this.#tell(bytes, now, this.#flawed ? 'truncated' : 'complete');
    }
    this.#open?.finish(this.#flawed ? 'truncated' : 'complete', undefined);
    this.#open = undefined;
    this.#inMessage = false;
  }

  tick(now: number): void {
    this.#inflateWaiting(now);
    this.#open?.tick(now);
  }

  /** Nothing more comes: what is unfinished is told as it is. */
  breakOff(outcome: 'cancelled' | 'truncated', now: number): void {
    this.#inflateWaiting(now);
    if (!this.#blind) this.#judgeInflated(this.#inflater?.close());
    const unfinished: string[] = [];
    if (this.#controlOpcode !== undefined && this.#tellControl(this.#controlOpcode, now, outcome)) unfinished.push(this.#controlId());
    this.#controlOpcode = undefined;
    if (this.#inMessage && !this.#isInside) unfinished.push(this.#id());
    this.#open?.finish(outcome, undefined);
    this.#open = undefined;
    this.#inMessage = false;
    if (outcome !== 'truncated') return;
    for (const messageId of unfinished) {
      this.#gap({ reason: 'truncated', messageId, location: 'body', detail: 'the run ended before the message did' });
    }
  }

  #inflateWaiting(now: number): void {
    if (this.#inflater === undefined || !this.#inMessage || !this.#compressed) return;
    this.#now = now;
    this.#judgeInflated(this.#inflater.flush(this.#inflated));
  }

  /** A piece of a compressed message, inflated. */
  readonly #inflated = (piece: Buffer): void => {
    const now = this.#now;
    const pieces = this.#pieces;
    if (pieces !== undefined) {
      pieces.push(piece);
      let length = 0;
      for (const each of pieces) length += each.length;
      if (length <= this.#context.limits.window) return;
      this.#pieces = undefined;
      for (const each of pieces) this.#push(each, now);
      return;
    }
    this.#push(piece, now);
  };

  #push(piece: Buffer, now: number): void {
    if (this.#goesInside(piece, now)) return;
    this.#open ??= new OpenMessage(
      this.#context,
      {
        id: this.#id(),
        exchangeId: this.#options.exchangeId,
        kind: 'websocket',
        direction: this.#options.direction,
        startedDateTime: this.#startedDateTime,
        request: this.#options.request,
        response: undefined,
        headBytes: undefined,
      },
      { response: false, length: undefined, contentType: undefined, encoded: false },
      this.#options.budget,
    );
    this.#open.push(piece, now);
    // What masked payload is unmasked into is used again at once.
    this.#open.settle();
  }

  /** Whether the message is a part of what the observer of a protocol inside reads and tells. */
  get #isInside(): boolean {
    return this.#options.inner !== undefined && this.#binary && !this.#innerLost;
  }

  #goesInside(piece: Buffer, now: number): boolean {
    if (!this.#isInside) return false;
    this.#options.inner?.observe(this.#options.direction, piece, now);
    return true;
  }

  #judgeInflated(flaw: InflateFlaw | undefined): void {
    if (flaw === undefined || this.#flawed) return;
    this.#flawed = true;
    if (this.#blind) return;
    this.#flaws += 1;
    const reason = flaw === 'limit' ? 'budget-exhausted' : 'undecodable';
    const what = flaw === 'limit' ? 'a compressed message expands beyond its bound' : 'a compressed message is broken';
    // With the window the decompressor has lost what later messages build on: those are hidden, too.
    this.#blind = this.#options.deflate?.keepsWindow === true || this.#flaws === mostFlaws;
    if (this.#blind) this.#gap({ reason, detail: `WebSocket: ${what}; later ones in that direction cannot be read` });
    else this.#gap({ reason, messageId: this.#id(), location: 'body', detail: `WebSocket: ${what}` });
    if (this.#options.inner === undefined || this.#innerLost) return;
    this.#innerLost = true;
    this.#gap({
      reason: 'undecodable',
      lacks: 'structure',
      detail: 'WebSocket: the protocol inside is not read behind a message that is missing; later messages are only searched',
    });
  }

  /** Tells the payload of a control frame, if it has any beside a close code. */
  #tellControl(opcode: number, now: number, outcome: MessageOutcome): boolean {
    const code = opcode === opcodes.close && this.#controlLength >= 2 ? 2 : 0;
    const bytes = this.#control.subarray(code, this.#controlLength);
    if (bytes.length === 0) return false;
    this.#controls += 1;
    const properties = ['opcode', controlNames[opcode]!, ...(code === 2 ? ['close-code', String(this.#control.readUInt16BE(0))] : [])];
    this.#emit(this.#controlId(), bytes, now, outcome, properties);
    return true;
  }

  #tell(bytes: Buffer, now: number, outcome: MessageOutcome): void {
    if (bytes.length > 0 && !this.#goesInside(bytes, now)) this.#emit(this.#id(), bytes, this.#startedDateTime, outcome, undefined);
  }

  #emit(id: string, bytes: Buffer, startedDateTime: number, outcome: MessageOutcome, properties: readonly string[] | undefined): void {
    const { connection, wire, sink } = this.#context;
    const { direction, exchangeId, request } = this.#options;
    sink.message({
      id,
      connectionId: connection.id,
      exchangeId,
      kind: 'websocket',
      direction,
      startedDateTime,
      wire,
      request,
      properties,
      body: { bytes, size: bytes.length, truncated: outcome === 'truncated' },
      cancelled: outcome === 'cancelled' ? true : undefined,
    } satisfies Message);
  }

  #controlId(): string {
    return `${this.#options.idPrefix}c${this.#controls}`;
  }

  #id(): string {
    return `${this.#options.idPrefix}${this.#messages}`;
  }

  #gap(gap: Omit<Gap, 'connectionId'>): void {
    this.#context.sink.gap({ ...gap, connectionId: this.#context.connection.id });
  }
}
