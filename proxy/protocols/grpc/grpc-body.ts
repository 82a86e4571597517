import type { GapReason } from '../../../model/index.js';
import { ByteStore } from '../byte-store.js';
import type { BodyBudget } from '../http/body-budget.js';
import type { BodyFacts } from '../http/body-policy.js';
import type { BodySink, MessageOutcome } from '../http/body-sink.js';
import { type MessageStart, OpenMessage } from '../http/open-message.js';
import type { ObserverContext } from '../observer.js';
import { Base64Stream } from './base64-stream.js';
import { type DecompressFault, decompressMessage } from './decompress-message.js';
import { type GrpcFault, type GrpcFrameHandler, GrpcFrameReader } from './frame-reader.js';
import type { GrpcType } from './grpc-type.js';
import { readTrailerFrame } from './read-trailer-frame.js';

const compressed = 0x01;
const trailers = 0x80;

/** Beside its type: what `grpc-encoding` says, in lower case; `identity` where it says nothing. */
export interface GrpcFacts extends GrpcType {
  readonly encoding: string;
}

/**
 * The body of a gRPC or gRPC-Web message stream. The HTTP message's head is told at once, in a window without body, and its end
 * and trailers in a last one; between them each gRPC message is told as it comes, a message `<HTTP message>-m1` of kind `grpc`,
 * decompressed. One over the cap comes in windows. A trailer frame of gRPC-Web is such a message too, its fields in `properties`.
 *
 * A message that cannot be decompressed is told as it is, with a gap. What cannot be cut into messages is a gap, and the rest of
 * the body comes in windows of the HTTP message.
 */
export class GrpcBody implements BodySink, GrpcFrameHandler {
  readonly #context: ObserverContext;
  readonly #start: MessageStart;
  readonly #facts: GrpcFacts;
  readonly #budget: BodyBudget | undefined;
  /** The HTTP message. */
  readonly #whole: OpenMessage;
  readonly #reader = new GrpcFrameReader(this);
  readonly #base64: Base64Stream | undefined;
  readonly #gathered = new ByteStore();
  #charged = 0;
  /** The gRPC message that is coming, unless it is gathered first. */
  #message: OpenMessage | undefined;
  #gathering = false;
  #flags = 0;
  #length = 0;
  #since = 0;
  #count = 0;
  #sawTrailers = false;
  #failed = false;

  constructor(context: ObserverContext, start: MessageStart, body: BodyFacts, facts: GrpcFacts, budget?: BodyBudget) {
    this.#context = context;
    this.#start = start;
    this.#facts = facts;
    this.#budget = budget;
    this.#base64 = facts.text ? new Base64Stream() : undefined;
    this.#whole = new OpenMessage(context, start, body, budget);
    this.#whole.showHead();
  }

  get id(): string {
    return this.#start.id;
  }

  get flows(): boolean {
    return !this.#failed && !this.#withinMessage;
  }

  push(piece: Buffer, now: number): void {
    if (this.#failed) {
      this.#whole.push(piece, now);
      return;
    }
    const bytes = this.#base64 === undefined ? piece : this.#base64.push(piece);
    if (bytes === undefined) {
      this.#fail('bad-base64', piece, now);
      return;
    }
    const failed = this.#reader.feed(bytes, now);
    if (failed === undefined) {
      this.#whole.skip(piece.length);
    } else if (this.#base64 === undefined) {
      this.#whole.skip(failed.at);
      this.#fail(failed.fault, piece.subarray(failed.at), now);
    } else this.#fail(failed.fault, piece, now);
  }

  settle(): void {
    this.#whole.settle();
    this.#message?.settle();
    this.#gathered.own();
    this.#charge();
  }

  tick(now: number): void {
    this.#whole.tick(now);
  }

  finish(outcome: MessageOutcome, fields: readonly string[] | undefined): void {
    if (this.#withinMessage && !this.#failed) {
      if (outcome === 'complete') this.#gap('ambiguous-framing', this.id, details['ends-within-message']);
      this.#breakOff(outcome === 'complete' ? 'cancelled' : outcome);
    }
    this.#whole.finish(outcome, fields);
  }

  // --- the frames

  begin(flags: number, length: number, now: number): GrpcFault | undefined {
    this.#flags = flags;
    this.#length = length;
    this.#since = now;
    if (this.#sawTrailers) return 'bytes-after-trailers';
    if ((flags & trailers) !== 0) {
      if (!this.#facts.web) return 'bad-flags';
      if (length > this.#context.limits.head) return 'trailers-too-large';
      this.#sawTrailers = true;
    }
    this.#count += 1;
    this.#gathering = flags !== 0 && length <= this.#context.limits.body;
    if (this.#gathering) return undefined;
    this.#message = this.#open(length);
    if (flags !== 0) this.#gap('budget-exhausted', this.#messageId, 'a compressed gRPC message is larger than what is decompressed');
    return undefined;
  }

  data(piece: Buffer, now: number): void {
    if (!this.#gathering) {
      this.#message?.push(piece, now);
      return;
    }
    this.#gathered.append(piece, this.#length);
    if (this.#gathered.length === this.#length || this.#budget?.exhausted !== true) return;
    this.#gap('budget-exhausted', this.#messageId, 'too much has gathered on this connection to keep a compressed gRPC message');
    this.#release(now);
  }

  end(now: number): void {
    if (this.#gathering) this.#endGathered(now);
    else this.#message?.finish('complete', undefined);
    this.#message = undefined;
  }

  #endGathered(now: number): void {
    const bytes = this.#gathered.view();
    this.#gathering = false;
    const plain = (this.#flags & compressed) === 0 || bytes.length === 0 ? bytes : decompressMessage(this.#facts.encoding, bytes);
    if (typeof plain === 'string') {
      const { reason, detail } = decompressFaults[plain];
      this.#gap(reason, this.#messageId, detail);
      this.#tell(bytes, now);
    } else if ((this.#flags & trailers) === 0) this.#tell(plain, now);
    else {
      const { fields, complete } = readTrailerFrame(plain);
      this.#tell(complete ? plain.subarray(0, 0) : plain, now, fields);
    }
    this.#gathered.clear();
    this.#charge();
  }

  // --- telling

  get #withinMessage(): boolean {
    return this.#reader.withinFrame || this.#base64?.withinGroup === true;
  }

  get #messageId(): string {
    return `${this.id}-m${this.#count}`;
  }

  #open(length: number, properties?: readonly string[]): OpenMessage {
    const { exchangeId, direction, request } = this.#start;
    const start: MessageStart = {
      id: this.#messageId,
      exchangeId,
      kind: 'grpc',
      direction,
      startedDateTime: this.#since,
      request,
      response: undefined,
      headBytes: undefined,
      ...(properties === undefined ? {} : { properties }),
      ...(this.#facts.messageType === undefined || properties !== undefined ? {} : { contentType: this.#facts.messageType }),
    };
    return new OpenMessage(this.#context, start, { response: false, length, contentType: undefined, encoded: false }, this.#budget);
  }

  #tell(bytes: Buffer, now: number, properties?: readonly string[]): void {
    const message = this.#open(bytes.length, properties);
    if (bytes.length > 0) message.push(bytes, now);
    message.finish('complete', undefined);
  }

  /** What was gathered is told as it is after all, and what follows with it. */
  #release(now: number): void {
    this.#gathering = false;
    this.#message = this.#open(this.#length);
    if (this.#gathered.length > 0) this.#message.push(this.#gathered.view(), now);
    this.#message.settle();
    this.#gathered.clear();
    this.#charge();
  }

  #breakOff(outcome: MessageOutcome): void {
    if (this.#gathering) this.#release(this.#since);
    this.#message?.finish(outcome, undefined);
    this.#message = undefined;
  }

  #fail(fault: GrpcFault, rest: Buffer, now: number): void {
    this.#gap('ambiguous-framing', this.id, details[fault]);
    this.#breakOff('cancelled');
    this.#failed = true;
    this.#whole.push(rest, now);
  }

  #charge(): void {
    const { length } = this.#gathered;
    if (this.#budget !== undefined) this.#budget.used += length - this.#charged;
    this.#charged = length;
  }

  #gap(reason: GapReason, messageId: string, detail: string): void {
    const { sink, connection } = this.#context;
    sink.gap({ reason, connectionId: connection.id, messageId, location: 'body', detail });
  }
}

const details: Readonly<Record<GrpcFault, string>> = {
  'bad-flags': 'gRPC: the flags of a message are not known',
  'bytes-after-trailers': 'gRPC-Web: something follows the trailers',
  'trailers-too-large': 'gRPC-Web: the trailers are larger than what is kept',
  'bad-base64': 'gRPC-Web: the text is not base64',
  'ends-within-message': 'gRPC: the body ends within a message',
};

const decompressFaults: Readonly<Record<DecompressFault, { readonly reason: GapReason; readonly detail: string }>> = {
  'unknown-coding': { reason: 'undecodable', detail: 'gRPC: the compression of a message is not known' },
  corrupt: { reason: 'undecodable', detail: 'gRPC: the compression of a message is broken' },
  'too-large': { reason: 'budget-exhausted', detail: 'gRPC: a compressed message expands beyond its bound' },
};
