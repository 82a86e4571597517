import type { Direction, RequestHead, ResponseHead } from '../../../model/index.js';
import { BodyBudget } from '../http/body-budget.js';
import type { BodySink, MessageOutcome } from '../http/body-sink.js';
import { openBody } from '../http/open-body.js';
import { type MessageStart, OpenMessage } from '../http/open-message.js';
import type { Observer, ObserverContext } from '../observer.js';
import type { StreamFault } from './http2-fault.js';
import type { OpenStream } from './open-stream.js';
import type { OtherBytes } from './other-bytes.js';
import { type HeadFacts, noFacts, readRequestHead, readResponseHead } from './read-head.js';
import { StreamTable } from './stream-table.js';
import { StreamTunnel } from './stream-tunnel.js';

/** Bodies that are incomplete may add up to this many times `limits.body`; see {@link BodyBudget}. */
const openBodies = 8;
/** Tunnels at a time: each has an observer of its own inside. */
const mostTunnels = 64;

/** Makes the observer of what goes through the tunnel that a response has opened. */
export type OpenTunnel = (stream: OpenStream, response: ResponseHead) => Observer;

/** Says of streams what comes on them: messages, exchanges, and tunnels with observers of their own. Frames have been undone. */
export class Http2Streams {
  readonly #context: ObserverContext;
  readonly #table: StreamTable;
  readonly #out: OtherBytes;
  readonly #back: OtherBytes;
  readonly #openTunnel: OpenTunnel;
  readonly #budget: BodyBudget;
  readonly #touched: OpenStream[] = [];
  #tunnels = 0;
  #lastOpened = 0;
  #lastPromised = 0;
  #saidFull = false;

  constructor(context: ObserverContext, idPrefix: string, out: OtherBytes, back: OtherBytes, openTunnel: OpenTunnel) {
    this.#context = context;
    this.#table = new StreamTable(context, idPrefix);
    this.#out = out;
    this.#back = back;
    this.#openTunnel = openTunnel;
    this.#budget = new BodyBudget(openBodies * context.limits.body);
  }

  /** The request came in HTTP/1, and its response will come on stream 1 (RFC 7540, section 3.2). */
  upgraded(exchangeId: string, request: RequestHead, startedDateTime: number, interim: number): void {
    const stream = this.#table.open(1, request, 0, startedDateTime, exchangeId);
    stream.requestEnded = true;
    stream.interim = interim;
    this.#lastOpened = 1;
  }

  /** @param list of the request's head or its trailers; it is taken over. @param size of the list, as its limit counts */
  request(number: number, list: string[], size: number, endStream: boolean, now: number): StreamFault | 'bad-stream' | undefined {
    if (number % 2 === 0) return 'bad-stream';
    if (number <= this.#lastOpened) return this.#trailers('client-to-server', number, list, endStream, now);
    this.#lastOpened = number;
    if (this.#table.full || (this.#tunnels >= mostTunnels && list.includes('CONNECT'))) {
      this.#untracked(this.#out, list, now);
      return undefined;
    }
    const facts = noFacts();
    const request = readRequestHead(list, facts);
    const stream = this.#table.open(number, request, size, now);
    const start = this.#start(stream, `${stream.id}-q`, 'client-to-server', undefined, now);
    if (request.method === 'CONNECT') {
      this.#tunnels += 1;
      stream.tunnel = new StreamTunnel(this.#context, stream.id, facts.protocol);
      this.#tellHead(start);
    } else if (endStream) this.#tellHead(start);
    else stream.requestBody = this.#open(start, facts);
    if (endStream) this.#endRequest(stream, now);
    return undefined;
  }

  response(number: number, list: string[], endStream: boolean, now: number): StreamFault | undefined {
    const stream = this.#table.get(number);
    if (stream === undefined || stream.answered) return this.#trailers('server-to-client', number, list, endStream, now);
    const facts = noFacts();
    const response = readResponseHead(list, facts);
    if (response === undefined) return 'head-without-status';
    const { status } = response;
    if (status < 200 && !endStream) {
      stream.interim += 1;
      this.#tellHead(this.#start(stream, `${stream.id}-i${stream.interim}`, 'server-to-client', response, now));
      return undefined;
    }
    stream.answered = true;
    stream.status = status;
    const start = this.#start(stream, `${stream.id}-r`, 'server-to-client', response, now);
    const { tunnel } = stream;
    if (tunnel !== undefined && status >= 200 && status < 300) {
      this.#tellHead(start);
      tunnel.grant(this.#openTunnel(stream, response), now);
      this.#table.tell(stream, now);
    } else {
      tunnel?.refuse(now);
      if (endStream) this.#tellHead(start);
      else stream.responseBody = this.#open(start, facts);
    }
    if (endStream) this.#endResponse(stream, now);
    return undefined;
  }

  /** The server announces a request of its own making, and its response (RFC 9113, section 8.4). */
  promise(promised: number, list: string[], size: number, now: number): StreamFault | undefined {
    if (promised % 2 !== 0 || promised <= this.#lastPromised) return 'unexpected-push';
    this.#lastPromised = promised;
    if (this.#table.full) {
      this.#untracked(this.#back, list, now);
      return undefined;
    }
    const stream = this.#table.open(promised, readRequestHead(list, noFacts()), size, now);
    this.#tellHead(this.#start(stream, `${stream.id}-q`, 'server-to-client', undefined, now));
    stream.requestEnded = true;
    return undefined;
  }

  data(direction: Direction, number: number, piece: Buffer, now: number): StreamFault | undefined {
    const stream = this.#table.get(number);
    const fromClient = direction === 'client-to-server';
    if (stream === undefined) {
      if (this.#isIdle(number)) return 'idle-stream';
      (fromClient ? this.#out : this.#back).push(piece, now);
      return undefined;
    }
    if (stream.tunnel !== undefined && (fromClient || stream.tunnel.granted)) {
      stream.tunnel.data(direction, piece, now);
      return undefined;
    }
    if (!fromClient && !stream.answered) return 'data-before-head';
    const body = fromClient ? stream.requestBody : stream.responseBody;
    if (body === undefined) {
      (fromClient ? this.#out : this.#back).push(piece, now);
      return undefined;
    }
    body.push(piece, now);
    if (!stream.touched) {
      stream.touched = true;
      this.#touched.push(stream);
    }
    return undefined;
  }

  endStream(direction: Direction, number: number, now: number): StreamFault | undefined {
    const stream = this.#table.get(number);
    if (stream === undefined) return this.#isIdle(number) ? 'idle-stream' : undefined;
    if (direction === 'client-to-server') {
      stream.requestBody?.finish('complete', undefined);
      this.#endRequest(stream, now);
    } else {
      if (!stream.answered) return 'data-before-head';
      stream.responseBody?.finish('complete', undefined);
      this.#endResponse(stream, now);
    }
    return undefined;
  }

  reset(number: number, now: number): void {
    const stream = this.#table.get(number);
    if (stream !== undefined) this.#breakOff(stream, 'cancelled', 'reset', now);
  }

  /** The chunk has been read. */
  settle(): void {
    for (const stream of this.#touched) {
      stream.touched = false;
      stream.requestBody?.settle();
      stream.responseBody?.settle();
    }
    this.#touched.length = 0;
  }

  tick(now: number): void {
    for (const { requestBody, responseBody, tunnel } of this.#table.values()) {
      requestBody?.tick(now);
      responseBody?.tick(now);
      tunnel?.tick(now);
    }
  }

  /** The connection's direction has ended, whatever its streams say. */
  endDirection(direction: Direction, now: number): void {
    for (const stream of [...this.#table.values()]) {
      if (direction === 'client-to-server' ? stream.requestEnded : stream.responseEnded) continue;
      stream.broken = true;
      if (direction === 'client-to-server') {
        stream.requestBody?.finish('cancelled', undefined);
        this.#endRequest(stream, now);
      } else {
        stream.responseBody?.finish('cancelled', undefined);
        this.#endResponse(stream, now);
      }
    }
  }

  /** Nothing more will be known of what is open. */
  breakOffAll(outcome: MessageOutcome, how: 'ended' | 'reset' | 'run-over', now: number): void {
    for (const stream of [...this.#table.values()]) this.#breakOff(stream, outcome, how, now);
  }

  #breakOff(stream: OpenStream, outcome: MessageOutcome, how: 'ended' | 'reset' | 'run-over', now: number): void {
    for (const body of [stream.requestBody, stream.responseBody]) {
      if (body === undefined) continue;
      // Of a stream that is judged as it flows nothing is unseen because the run ended: only what had not been sent yet.
      const seen = how === 'run-over' && outcome === 'truncated' && body.flows ? 'cancelled' : outcome;
      body.finish(seen, undefined);
      if (how === 'run-over' && seen === 'truncated') this.#gap('truncated', 'the run ended before the message did', body.id);
    }
    stream.broken = true;
    stream.tunnel?.close(how, now);
    this.#close(stream, now);
  }

  /** A list of fields on a stream whose head has been read, or of which nothing is known any more. */
  #trailers(direction: Direction, number: number, list: string[], endStream: boolean, now: number): StreamFault | undefined {
    const stream = this.#table.get(number);
    if (stream === undefined && this.#isIdle(number)) return 'idle-stream';
    const fromClient = direction === 'client-to-server';
    const body = fromClient ? stream?.requestBody : stream?.responseBody;
    if (body === undefined) (fromClient ? this.#out : this.#back).pushFields(list, now);
    else if (!endStream) return 'unfinished-trailers';
    else body.finish('complete', list);
    if (stream === undefined || !endStream) return undefined;
    if (fromClient) this.#endRequest(stream, now);
    else this.#endResponse(stream, now);
    return undefined;
  }

  #endRequest(stream: OpenStream, now: number): void {
    stream.requestBody = undefined;
    if (stream.requestEnded) return;
    stream.requestEnded = true;
    stream.tunnel?.end('client-to-server', now);
    if (stream.responseEnded) this.#endBoth(stream, now);
  }

  #endResponse(stream: OpenStream, now: number): void {
    stream.responseBody = undefined;
    if (stream.responseEnded) return;
    stream.responseEnded = true;
    stream.tunnel?.end('server-to-client', now);
    if (stream.requestEnded) this.#endBoth(stream, now);
  }

  #endBoth(stream: OpenStream, now: number): void {
    stream.tunnel?.close('ended', now);
    this.#close(stream, now);
  }

  #close(stream: OpenStream, now: number): void {
    stream.requestBody = undefined;
    stream.responseBody = undefined;
    if (stream.tunnel !== undefined) this.#tunnels -= 1;
    this.#table.close(stream, now);
  }

  #isIdle(number: number): boolean {
    return number > (number % 2 === 0 ? this.#lastPromised : this.#lastOpened);
  }

  /** There is no room for the stream: its fields are looked at here, its content as it comes, and that is not all there is to see. */
  #untracked(others: OtherBytes, list: readonly string[], now: number): void {
    others.pushFields(list, now);
    if (this.#saidFull) return;
    this.#saidFull = true;
    this.#gap('budget-exhausted', 'too many streams are open at a time: those beyond are only scanned');
  }

  #start(stream: OpenStream, id: string, direction: Direction, response: ResponseHead | undefined, now: number): MessageStart {
    const kind = response === undefined ? 'http-request' : 'http-response';
    const { id: exchangeId, request } = stream;
    return { id, exchangeId, kind, direction, startedDateTime: now, request, response, headBytes: undefined };
  }

  #tellHead(start: MessageStart): void {
    new OpenMessage(this.#context, start, noBody).finish('complete', undefined);
  }

  #open(start: MessageStart, { contentType, contentEncoding, contentLength }: HeadFacts): BodySink {
    const encoded = contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity';
    const facts = { response: start.kind === 'http-response', length: contentLength, contentType, encoded };
    return openBody(this.#context, start, facts, this.#budget);
  }

  #gap(reason: 'truncated' | 'budget-exhausted', detail: string, messageId?: string): void {
    const { sink, connection } = this.#context;
    const place = messageId === undefined ? {} : ({ messageId, location: 'body' } as const);
    sink.gap({ reason, connectionId: connection.id, ...place, detail });
  }
}

const noBody = { response: false, length: 0, contentType: undefined, encoded: false };
