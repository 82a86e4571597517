import type { Direction, Gap, Message } from '../../../model/index.js';
import { ByteStore } from '../byte-store.js';
import type { BodySink, MessageOutcome } from '../http/body-sink.js';
import { hasToken } from '../http/has-token.js';
import { openBody } from '../http/open-body.js';
import type { MessageStart } from '../http/open-message.js';
import { createHttp2Observer } from '../http2/create-http2-observer.js';
import type { Observer, ObserverContext } from '../observer.js';
import { createOpaqueObserver } from '../opaque/create-opaque-observer.js';
import { ChunkExtensions } from './chunk-extensions.js';
import { ExchangeQueue } from './exchange-queue.js';
import { type Framing, requestFraming, responseFraming } from './framing.js';
import { type FramingFault, framingFaults } from './framing-fault.js';
import { type MessageHandler, MessageReader } from './message-reader.js';
import type { OpenExchange } from './open-exchange.js';
import type { ParsedRequest, ParsedResponse } from './read-head.js';
import { afterConnect, afterH2cUpgrade, afterUpgrade } from './successor.js';

/** Where this observer stands inside others, when a CONNECT inside a connection brought HTTP/1 again. */
export interface Http1Nesting {
  readonly idPrefix: string;
  readonly depth: number;
}

const deepest = 3;

/**
 * Observes an HTTP/1 connection (RFC 9112, RFC 9110), both directions. Ids: exchange `c7-x3`, its messages `c7-x3-q`, `c7-x3-r`,
 * interim responses `c7-x3-i1`; a response without a request `c7-r1`; text of chunk extensions, kind opaque, `<message>-e`.
 * A 101 response is its exchange's final one, unless it switches to h2c, which brings that.
 *
 * What cannot be framed beyond doubt is one gap a connection; from that byte on both directions are scanned as opaque.
 *
 * Keeps per direction at most an unfinished head (`limits.head`) or a head and a body (`limits.body`, while growing half as much again);
 * besides `limits.held` of undecided client bytes and 4 × `limits.head` of waiting requests' heads. With the default limits that is
 * about 6 MiB for the worst connection, and next to nothing for an idle one.
 */
export function createHttp1Observer(context: ObserverContext, nesting?: Http1Nesting): Observer {
  return new Http1Observer(context, nesting ?? { idPrefix: context.connection.id, depth: 0 });
}

class Http1Observer implements Observer {
  readonly #context: ObserverContext;
  readonly #nesting: Http1Nesting;
  readonly #client: MessageReader<ParsedRequest>;
  readonly #server: MessageReader<ParsedResponse>;
  readonly #waiting: ExchangeQueue;
  readonly #requestExtensions: ChunkExtensions;
  readonly #responseExtensions: ChunkExtensions;
  readonly #held = new ByteStore();
  #heldSince = 0;
  #unrequested = 0;
  /** The exchange whose request is being read. */
  #requesting: OpenExchange | undefined;
  /** The exchange whose CONNECT or Upgrade is undecided: the client's bytes are held. */
  #undecided: OpenExchange | undefined;
  #request: BodySink | undefined;
  #response: BodySink | undefined;
  /** Whoever observes the rest of the connection, once it is no longer HTTP/1 that we read. */
  #successor: Observer | undefined;
  /** Decided by a response head, done as soon as the server's reader has paused. */
  #decided: { readonly kind: 'refused' } | { readonly kind: 'switch'; readonly successor: () => Observer } | undefined;
  #interim = false;
  #persistent = true;
  #ended = { 'client-to-server': false, 'server-to-client': false };
  #closed = false;

  constructor(context: ObserverContext, nesting: Http1Nesting) {
    this.#context = context;
    this.#nesting = nesting;
    this.#waiting = new ExchangeQueue(context, nesting.idPrefix);
    this.#requestExtensions = new ChunkExtensions(context, 'client-to-server');
    this.#responseExtensions = new ChunkExtensions(context, 'server-to-client');
    this.#client = new MessageReader('request', context.limits.head, this.#requestHandler());
    this.#server = new MessageReader('response', context.limits.head, this.#responseHandler());
  }

  observe(direction: Direction, bytes: Buffer, now: number): void {
    if (this.#closed || this.#ended[direction]) return;
    if (this.#successor !== undefined) this.#successor.observe(direction, bytes, now);
    else if (direction === 'client-to-server') this.#feedClient(bytes, now);
    else this.#feedServer(bytes, now);
  }

  end(direction: Direction, now: number): void {
    if (this.#closed || this.#ended[direction]) return;
    this.#ended[direction] = true;
    if (this.#successor !== undefined) this.#successor.end(direction, now);
    else this.#endDirection(direction, 'cancelled', now);
  }

  close(how: 'ended' | 'reset' | 'run-over', now: number): void {
    if (this.#closed) return;
    if (how === 'ended') {
      this.end('server-to-client', now);
      this.end('client-to-server', now);
    }
    this.#closed = true;
    if (this.#successor !== undefined) {
      this.#successor.close(how, now);
      return;
    }
    const outcome = how === 'run-over' ? 'truncated' : 'cancelled';
    this.#breakOff('client-to-server', outcome);
    this.#breakOff('server-to-client', outcome);
    this.#waiting.giveUp(this.#requesting, now);
    this.#requesting = undefined;
  }

  tick(now: number): void {
    this.#successor?.tick(now);
    this.#request?.tick(now);
    this.#response?.tick(now);
  }

  // --- the client's direction

  #feedClient(bytes: Buffer, now: number): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#successor !== undefined) {
        this.#successor.observe('client-to-server', bytes.subarray(at), now);
        return;
      }
      if (this.#undecided !== undefined) {
        this.#hold(bytes.subarray(at), now);
        return;
      }
      at = this.#client.feed(bytes, at, now);
      if (this.#client.fault !== undefined) this.#giveUp('request', this.#client.fault, now);
    }
    this.#request?.settle();
  }

  #requestHandler(): MessageHandler<ParsedRequest> {
    return {
      head: (head, headBytes, startedDateTime) => this.#requestHead(head, headBytes, startedDateTime),
      data: (piece, now) => this.#request?.push(piece, now),
      extension: (piece, now) => this.#request && this.#requestExtensions.push(this.#request.id, piece, now),
      done: (trailers, now) => this.#requestDone(trailers, now),
    };
  }

  #requestHead(head: ParsedRequest, headBytes: Buffer, startedDateTime: number): Framing | FramingFault {
    const framing = requestFraming(head);
    if (typeof framing === 'string') return framing;
    if (this.#waiting.full) return 'too-many-waiting';
    const exchange = this.#waiting.open(head, headBytes.length, startedDateTime);
    this.#requesting = exchange;
    const start: MessageStart = {
      id: `${exchange.id}-q`,
      exchangeId: exchange.id,
      kind: 'http-request',
      direction: 'client-to-server',
      startedDateTime,
      request: head.request,
      response: undefined,
      headBytes,
    };
    this.#request = this.#open(start, framing, head.fields.contentType, head.fields.contentEncoding);
    return framing;
  }

  #requestDone(trailers: readonly string[] | undefined, now: number): void {
    const exchange = this.#requesting;
    this.#request?.finish('complete', trailers);
    this.#requestExtensions.finish();
    this.#request = undefined;
    this.#requesting = undefined;
    if (exchange === undefined) return;
    if (exchange.maySwitch && !exchange.answered) {
      this.#undecided = exchange;
      this.#client.pause();
    }
    this.#waiting.requestEnded(exchange, now);
  }

  #hold(bytes: Buffer, now: number): void {
    const { held } = this.#context.limits;
    if (this.#held.length === 0) this.#heldSince = now;
    const room = held - this.#held.length;
    this.#held.append(bytes.subarray(0, room), held);
    this.#held.own();
    if (bytes.length <= room) return;
    this.#giveUp('request', 'too-much-held', now);
    this.#successor?.observe('client-to-server', bytes.subarray(room), now);
  }

  /** The Upgrade or CONNECT was refused: what was held is HTTP after all. */
  #release(now: number): void {
    this.#undecided = undefined;
    const held = this.#held.view();
    let at = 0;
    while (at < held.length && this.#undecided === undefined && this.#client.fault === undefined) {
      at = this.#client.feed(held, at, now);
    }
    this.#held.drop(at);
    this.#request?.settle();
    if (this.#client.fault !== undefined) this.#giveUp('request', this.#client.fault, now);
  }

  // --- the server's direction

  #feedServer(bytes: Buffer, now: number): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#successor !== undefined) {
        this.#successor.observe('server-to-client', bytes.subarray(at), now);
        return;
      }
      if (!this.#persistent && this.#response === undefined) {
        this.#giveUp('response', 'bytes-after-close', now);
        continue;
      }
      at = this.#server.feed(bytes, at, now);
      if (this.#server.fault !== undefined) this.#giveUp('response', this.#server.fault, now);
      else if (this.#decided !== undefined) this.#decide(now);
    }
    this.#response?.settle();
  }

  #responseHandler(): MessageHandler<ParsedResponse> {
    return {
      head: (head, headBytes, startedDateTime) => this.#responseHead(head, headBytes, startedDateTime),
      data: (piece, now) => this.#response?.push(piece, now),
      extension: (piece, now) => this.#response && this.#responseExtensions.push(this.#response.id, piece, now),
      done: (trailers, now) => this.#responseDone(trailers, now),
    };
  }

  #responseHead(head: ParsedResponse, headBytes: Buffer, startedDateTime: number): Framing | FramingFault {
    const exchange = this.#waiting.first;
    const { response, fields } = head;
    const { status } = response;
    const switches = status === 101 || (exchange?.request.method === 'CONNECT' && status >= 200 && status < 300);
    if (switches && (exchange === undefined || exchange !== this.#undecided)) return 'unexpected-switch';
    const framing: Framing | FramingFault = switches ? { kind: 'none' } : responseFraming(head, exchange?.request.method);
    if (typeof framing === 'string') return framing;
    // The request that asked for h2c is answered behind the 101, in HTTP/2.
    const answeredLater = status === 101 && hasToken(fields.upgrade ?? exchange?.upgrade, 'h2c');
    this.#interim = status < 200 && (status !== 101 || answeredLater);
    const start: MessageStart = {
      id: this.#responseId(exchange),
      exchangeId: exchange?.id,
      kind: 'http-response',
      direction: 'server-to-client',
      startedDateTime,
      request: exchange?.request,
      response,
      headBytes,
    };
    this.#response = this.#open(start, framing, fields.contentType, fields.contentEncoding);
    if (this.#interim && !answeredLater) return framing;
    if (exchange !== undefined && !answeredLater) {
      exchange.answered = true;
      exchange.status = status;
    }
    if (switches && exchange !== undefined) {
      this.#decided = { kind: 'switch', successor: () => this.#successorOf(exchange, head) };
      this.#server.pause();
      return framing;
    }
    this.#persistent = response.version === 'HTTP/1.1' ? !hasToken(fields.connection, 'close') : hasToken(fields.connection, 'keep-alive');
    if (exchange !== undefined && exchange === this.#undecided) {
      this.#decided = { kind: 'refused' };
      this.#server.pause();
    }
    return framing;
  }

  #responseId(exchange: OpenExchange | undefined): string {
    if (exchange === undefined) {
      this.#unrequested += 1;
      return `${this.#nesting.idPrefix}-r${this.#unrequested}`;
    }
    if (!this.#interim) return `${exchange.id}-r`;
    exchange.interim += 1;
    return `${exchange.id}-i${exchange.interim}`;
  }

  #responseDone(trailers: readonly string[] | undefined, now: number): void {
    this.#response?.finish('complete', trailers);
    this.#responseExtensions.finish();
    this.#response = undefined;
    if (this.#interim) return;
    // What comes behind a response that closes is not to be read as another.
    if (!this.#persistent) this.#server.pause();
    if (this.#waiting.first?.answered === true) this.#waiting.responseEnded(now);
  }

  #decide(now: number): void {
    const decided = this.#decided;
    this.#decided = undefined;
    if (decided?.kind === 'refused') this.#release(now);
    else if (decided?.kind === 'switch') this.#handOver(decided.successor(), now);
  }

  /** Who observes what follows a 101 or a granted CONNECT. */
  #successorOf(exchange: OpenExchange, { response, fields }: ParsedResponse): Observer {
    const context = this.#context;
    const idPrefix = exchange.id;
    const upgrade = fields.upgrade ?? exchange.upgrade;
    if (response.status === 101) {
      return hasToken(upgrade, 'h2c')
        ? afterH2cUpgrade(context, exchange, this.#nesting.depth)
        : afterUpgrade(context, exchange, response, upgrade);
    }
    const depth = this.#nesting.depth + 1;
    if (depth > deepest) return afterConnect(context, idPrefix, undefined);
    return afterConnect(context, idPrefix, (spoken) =>
      spoken === 'http1' ? createHttp1Observer(context, { idPrefix, depth }) : createHttp2Observer(context, { idPrefix, depth }),
    );
  }

  // --- what both share

  #open(start: MessageStart, framing: Framing, contentType: string | undefined, contentEncoding: string | undefined): BodySink {
    const coded = (framing.kind === 'chunked' || framing.kind === 'until-close') && framing.coded;
    if (coded) {
      const detail = 'a transfer coding other than chunked lies over the body';
      this.#gap({ reason: 'undecodable', messageId: start.id, location: 'body', detail });
    }
    return openBody(this.#context, start, {
      response: start.kind === 'http-response',
      length: framing.kind === 'length' ? framing.length : framing.kind === 'none' ? 0 : undefined,
      contentType,
      encoded: coded || (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity'),
    });
  }

  #endDirection(direction: Direction, outcome: MessageOutcome, now: number): void {
    if (direction === 'server-to-client' && this.#server.untilClose) this.#responseDone(undefined, now);
    else if (direction === 'server-to-client' || this.#undecided === undefined) this.#breakOff(direction, outcome);
  }

  /** Shows what is unfinished in a direction, with a gap if that is because the run ended. */
  #breakOff(direction: Direction, outcome: MessageOutcome): void {
    const request = direction === 'client-to-server';
    const message = request ? this.#request : this.#response;
    const exchange = request ? this.#requesting : this.#waiting.first;
    if (message !== undefined) {
      if (exchange !== undefined) exchange.broken = true;
      // Of a stream that is judged as it flows nothing is unseen because the run ended: only what had not been sent yet.
      const seen = outcome === 'truncated' && message.flows ? 'cancelled' : outcome;
      message.finish(seen, undefined);
      (request ? this.#requestExtensions : this.#responseExtensions).finish();
      if (seen === 'truncated') {
        this.#gap({ reason: 'truncated', messageId: message.id, location: 'body', detail: 'the run ended before the message did' });
      }
      if (request) this.#request = undefined;
      else this.#response = undefined;
    }
    this.#breakOffUnread(direction, outcome);
  }

  /** Half a head, or bytes held behind an Upgrade or CONNECT: judged as they are. */
  #breakOffUnread(direction: Direction, outcome: MessageOutcome): void {
    const request = direction === 'client-to-server';
    const unread = (request ? this.#client : this.#server).takeUnread();
    const held = request && this.#held.length > 0 ? { bytes: this.#held.view(), since: this.#heldSince } : undefined;
    const { bytes, since } = held ?? unread;
    if (bytes.length === 0) return;
    const id = `${this.#nesting.idPrefix}-s-${request ? 'out' : 'in'}`;
    this.#opaque({
      id,
      direction,
      startedDateTime: since,
      body: { bytes, size: bytes.length, truncated: outcome === 'truncated' },
      cancelled: outcome === 'cancelled' ? true : undefined,
    });
    if (outcome === 'truncated') this.#gap({ reason: 'truncated', messageId: id, detail: 'the run ended before the message did' });
    this.#held.clear();
  }

  /** Says why this is no HTTP/1 that can be read, once, and has everything from here on scanned. */
  #giveUp(side: 'request' | 'response', fault: FramingFault, now: number): void {
    const { reason, detail } = framingFaults[fault];
    for (const message of [this.#request, this.#response]) message?.finish('truncated', undefined);
    this.#requestExtensions.finish();
    this.#responseExtensions.finish();
    this.#request = undefined;
    this.#response = undefined;
    this.#waiting.giveUp(this.#requesting, now);
    this.#requesting = undefined;
    const gap = { reason, detail: `${side}: ${detail}` };
    this.#handOver(createOpaqueObserver(this.#context, { idPrefix: this.#nesting.idPrefix, gap }), now);
  }

  #handOver(successor: Observer, now: number): void {
    this.#successor = successor;
    this.#undecided = undefined;
    const client = this.#client.takeUnread().bytes;
    if (client.length > 0) successor.observe('client-to-server', client, now);
    if (this.#held.length > 0) successor.observe('client-to-server', this.#held.view(), now);
    this.#held.clear();
    const server = this.#server.takeUnread().bytes;
    if (server.length > 0) successor.observe('server-to-client', server, now);
    if (this.#ended['client-to-server']) successor.end('client-to-server', now);
    if (this.#ended['server-to-client']) successor.end('server-to-client', now);
  }

  #gap(gap: Omit<Gap, 'connectionId'>): void {
    this.#context.sink.gap({ ...gap, connectionId: this.#context.connection.id });
  }

  #opaque(message: Pick<Message, 'id' | 'direction' | 'startedDateTime' | 'body' | 'window' | 'cancelled'>): void {
    const { connection, wire, sink } = this.#context;
    sink.message({ ...message, connectionId: connection.id, kind: 'opaque', wire });
  }
}
