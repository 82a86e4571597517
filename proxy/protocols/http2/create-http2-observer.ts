import type { Direction, RequestHead } from '../../../model/index.js';
import { HpackDecoder } from '../hpack/hpack-decoder.js';
import type { Observer, ObserverContext } from '../observer.js';
import { createOpaqueObserver } from '../opaque/create-opaque-observer.js';
import { createWebSocketObserver } from '../websocket/create-websocket-observer.js';
import { type FrameHandler, FrameReader } from './frame-reader.js';
import { type Http2Fault, http2Faults } from './http2-fault.js';
import { Http2Streams } from './http2-streams.js';
import { type CreateWebSocket, tunnelOpener } from './open-tunnel.js';
import { OtherBytes } from './other-bytes.js';

export interface Http2Options {
  /** What ids begin with, when the connection is a part of another; else the connection's id. */
  readonly idPrefix?: string;
  /** How many connections this one is inside of, by CONNECT. */
  readonly depth?: number;
  /** It began as HTTP/1, whose request is answered on stream 1 (RFC 7540, section 3.2). `settings`: HTTP2-Settings, decoded. */
  readonly upgraded?: {
    readonly exchangeId: string;
    readonly request: RequestHead;
    readonly startedDateTime: number;
    /** Interim responses that came in HTTP/1. */
    readonly interim?: number;
    readonly settings?: Buffer;
  };
  readonly createWebSocket?: CreateWebSocket;
}

/** RFC 9113, section 3.4. */
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');
const headerTableSize = 1;

/**
 * Observes an HTTP/2 connection (RFC 9113), both directions, from the client's preface on. Ids: exchange `c7-x3`, counted in the order
 * in which streams open, its messages `c7-x3-q`, `c7-x3-r`, interim responses `c7-x3-i1`, gRPC messages `c7-x3-q-m1`. A pushed request is a
 * request in the server's direction. Bytes that belong to no message (debug data, unknown frames, what comes late on a stream that
 * was reset) are opaque messages `c7-f-out` and `c7-f-in`. Heads have no `headBytes`: they did not stand on the wire as text.
 *
 * What cannot be read beyond doubt is one gap a connection; from that frame on both directions are scanned as opaque. A stream that breaks
 * only its own rules (a length that is not that of the content, a head without `:path`) is read as it is.
 *
 * Keeps `limits.pipelined` streams at most, a field section (`limits.head`) and an HPACK table (64 KiB, or what was announced, up to 1 MiB)
 * a direction, heads of open streams up to 16 × `limits.head`, and bodies up to 8 × `limits.body`; beyond it bodies are judged in windows of
 * 16 KiB. Nothing of a stream that has closed.
 */
export function createHttp2Observer(context: ObserverContext, options: Http2Options = {}): Observer {
  return new Http2Observer(context, options);
}

class Http2Observer implements Observer {
  readonly #context: ObserverContext;
  readonly #idPrefix: string;
  readonly #names: boolean;
  readonly #client: FrameReader;
  readonly #server: FrameReader;
  readonly #clientFields: HpackDecoder;
  readonly #serverFields: HpackDecoder;
  readonly #out: OtherBytes;
  readonly #back: OtherBytes;
  readonly #streams: Http2Streams;
  #prefaceSeen = 0;
  /** Whoever observes the rest of the connection, once it is no longer HTTP/2 that we read. */
  #successor: Observer | undefined;
  #ended = { 'client-to-server': false, 'server-to-client': false };
  #closed = false;

  constructor(context: ObserverContext, { idPrefix, depth = 0, upgraded, createWebSocket = createWebSocketObserver }: Http2Options) {
    const { connection, limits } = context;
    this.#context = context;
    this.#idPrefix = idPrefix ?? connection.id;
    this.#names = idPrefix === undefined || upgraded !== undefined;
    this.#clientFields = new HpackDecoder(limits.head);
    this.#serverFields = new HpackDecoder(limits.head);
    this.#client = new FrameReader(this.#handlerOf('client-to-server'), limits.head);
    this.#server = new FrameReader(this.#handlerOf('server-to-client'), limits.head);
    this.#out = new OtherBytes(context, 'client-to-server', `${this.#idPrefix}-f-out`);
    this.#back = new OtherBytes(context, 'server-to-client', `${this.#idPrefix}-f-in`);
    this.#streams = new Http2Streams(context, this.#idPrefix, this.#out, this.#back, tunnelOpener(context, depth, createWebSocket));
    if (upgraded === undefined) return;
    const { exchangeId, request, startedDateTime, interim = 0, settings } = upgraded;
    this.#streams.upgraded(exchangeId, request, startedDateTime, interim);
    for (let at = 0; settings !== undefined && at + 6 <= settings.length; at += 6) {
      if (settings.readUInt16BE(at) === headerTableSize) this.#serverFields.allowTable(settings.readUInt32BE(at + 2));
    }
  }

  observe(direction: Direction, bytes: Buffer, now: number): void {
    if (this.#closed || this.#ended[direction]) return;
    if (this.#successor !== undefined) {
      this.#successor.observe(direction, bytes, now);
      return;
    }
    const fromClient = direction === 'client-to-server';
    let at = 0;
    if (fromClient && this.#prefaceSeen < preface.length) {
      at = this.#readPreface(bytes);
      if (at < 0) {
        this.#giveUp(direction, 'no-preface', bytes, now);
        return;
      }
    }
    const reader = fromClient ? this.#client : this.#server;
    at = reader.feed(bytes, at, now);
    if (reader.fault !== undefined) this.#giveUp(direction, reader.fault, bytes.subarray(at), now);
    else this.#streams.settle();
  }

  end(direction: Direction, now: number): void {
    if (this.#closed || this.#ended[direction]) return;
    this.#ended[direction] = true;
    if (this.#successor !== undefined) {
      this.#successor.end(direction, now);
      return;
    }
    this.#streams.endDirection(direction, now);
    this.#breakOffUnread(direction, 'ended', now);
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
    this.#streams.breakOffAll(how === 'run-over' ? 'truncated' : 'cancelled', how, now);
    this.#breakOffUnread('client-to-server', how, now);
    this.#breakOffUnread('server-to-client', how, now);
  }

  tick(now: number): void {
    this.#successor?.tick(now);
    if (this.#successor !== undefined || this.#closed) return;
    this.#streams.tick(now);
    this.#out.flush();
    this.#back.flush();
  }

  /** How many bytes were the preface's; -1 when they are not. */
  #readPreface(bytes: Buffer): number {
    const take = Math.min(preface.length - this.#prefaceSeen, bytes.length);
    if (bytes.compare(preface, this.#prefaceSeen, this.#prefaceSeen + take, 0, take) !== 0) return -1;
    this.#prefaceSeen += take;
    if (this.#prefaceSeen === preface.length && this.#names) this.#context.connection.protocol = 'h2';
    return take;
  }

  #handlerOf(direction: Direction): FrameHandler {
    const fromClient = direction === 'client-to-server';
    const fields = fromClient ? this.#clientFields : this.#serverFields;
    return {
      section: (stream, promised, endStream, bytes, from, to, now) => {
        const list = fields.decode(bytes, from, to);
        if (typeof list === 'string') return list;
        const streams = this.#streams;
        if (promised !== 0) return fromClient ? 'unexpected-push' : streams.promise(promised, list, fields.listSize, now);
        return fromClient ? streams.request(stream, list, fields.listSize, endStream, now) : streams.response(stream, list, endStream, now);
      },
      data: (stream, piece, now) => this.#streams.data(direction, stream, piece, now),
      endStream: (stream, now) => this.#streams.endStream(direction, stream, now),
      reset: (stream, now) => this.#streams.reset(stream, now),
      // Each end announces how large the table may be with which the other compresses.
      setting: (id, value) => {
        if (id === headerTableSize) (fromClient ? this.#serverFields : this.#clientFields).allowTable(value);
      },
      other: (piece, now) => (fromClient ? this.#out : this.#back).push(piece, now),
    };
  }

  /** Half a field section: looked at as it is. */
  #breakOffUnread(direction: Direction, how: 'ended' | 'reset' | 'run-over', now: number): void {
    const fromClient = direction === 'client-to-server';
    const others = fromClient ? this.#out : this.#back;
    const unread = (fromClient ? this.#client : this.#server).takeUnread();
    if (unread.length > 0) {
      others.push(unread, now);
      const { sink, connection } = this.#context;
      const detail = 'the run ended before the message did';
      if (how === 'run-over') sink.gap({ reason: 'truncated', connectionId: connection.id, messageId: others.id, detail });
    }
    others.finish();
  }

  /** Says why this is no HTTP/2 that can be read, once, and has everything from here on scanned. */
  #giveUp(direction: Direction, fault: Http2Fault, rest: Buffer, now: number): void {
    this.#streams.breakOffAll('truncated', 'reset', now);
    this.#out.finish();
    this.#back.finish();
    const { reason, detail } = http2Faults[fault];
    const side = direction === 'client-to-server' ? 'client' : 'server';
    const gap = { reason, detail: `${side}: ${detail}` };
    const successor = createOpaqueObserver(this.#context, { idPrefix: this.#idPrefix, gap });
    this.#successor = successor;
    if (fault === 'no-preface') successor.observe('client-to-server', preface.subarray(0, this.#prefaceSeen), now);
    const client = this.#client.takeUnread();
    if (client.length > 0) successor.observe('client-to-server', client, now);
    const server = this.#server.takeUnread();
    if (server.length > 0) successor.observe('server-to-client', server, now);
    if (rest.length > 0) successor.observe(direction, rest, now);
    if (this.#ended['client-to-server']) successor.end('client-to-server', now);
    if (this.#ended['server-to-client']) successor.end('server-to-client', now);
  }
}
