import type { Direction, Wire } from './connection.js';

/**
 * `http-request` and `http-response` carry heads of their own. `websocket`, `grpc`, `mqtt` and `dns` are single messages of those protocols,
 * their framing and compression undone. `datagram` is one UDP datagram of any other protocol; `opaque` a stretch of a stream nobody could
 * read as messages.
 */
export type MessageKind = 'http-request' | 'http-response' | 'websocket' | 'grpc' | 'mqtt' | 'dns' | 'datagram' | 'opaque';

/** The head of an HTTP request as it was on the wire. Headers are a flat list name, value, name, value … in wire order, latin1, values trimmed of outer white space. */
export interface RequestHead {
  readonly method: string;
  /** The request-target as sent: origin-form `/a?b`, absolute-form, authority-form or `*`. */
  readonly target: string;
  readonly version: string;
  readonly headers: readonly string[];
}

/** The head of an HTTP response as it was on the wire; headers as in {@link RequestHead}. */
export interface ResponseHead {
  readonly status: number;
  readonly reason: string;
  readonly version: string;
  readonly headers: readonly string[];
}

export interface MessageBody {
  /** Payload with transfer framing (chunked) removed, content codings still on. At most the observer's cap. */
  readonly bytes: Buffer;
  /** Payload bytes seen in all, also those beyond the cap. */
  readonly size: number;
  /** True when `bytes` is not all of it because of a cap or an early end of our observation (not: of the device's or origin's own cancelling). */
  readonly truncated: boolean;
}

/**
 * A part of a body that is judged before the message has ended: streams (SSE, long polls) and bodies over the cap.
 * Windows of one message share its `id`; `offset` is where `body.bytes` starts in the payload.
 */
export interface MessageWindow {
  readonly index: number;
  readonly offset: number;
  readonly last: boolean;
}

/** A protobuf message by its full name, in one of the schemas that the ruleset gives, by its number. */
export interface NamedType {
  readonly schema: number;
  readonly name: string;
}

/** One inspectable unit in one direction. Not a packet: framing has been undone. */
export interface Message {
  readonly id: string;
  readonly connectionId: string;
  readonly exchangeId?: string;
  readonly kind: MessageKind;
  readonly direction: Direction;
  /** Epoch milliseconds at which its first byte was observed. */
  readonly startedDateTime: number;
  readonly wire: Wire;
  /**
   * The request that this message is, answers, or whose stream it travels in (WebSocket and gRPC messages: the request that opened it). Absent
   * for opaque stretches, datagrams, and responses without a request.
   */
  readonly request?: RequestHead;
  /** The response that this message is. */
  readonly response?: ResponseHead;
  /**
   * Named values that the protocol gives beside the payload, flat list as headers: a topic, a client ID. Names are lower case. They are
   * fields at location `header`. Present in window 0 only.
   */
  readonly properties?: readonly string[];
  /** Media type of `body` where the observer knows it and no head of the message's own declares it. */
  readonly contentType?: string;
  /** What the ruleset says that `body` is, where it names it. */
  readonly bodyType?: NamedType;
  /** The head as it stood on the wire (start line and header lines, without the final empty line). Present in window 0 only. A view of a shared buffer: valid while the message is judged, not to be kept. */
  readonly headBytes?: Buffer;
  readonly body: MessageBody;
  /** Trailer fields, flat list as headers. */
  readonly trailers?: readonly string[];
  readonly window?: MessageWindow;
  /** The device or the origin ended it early (abort, reset): what arrived is judged, and that is not a gap. */
  readonly cancelled?: boolean;
}

/** One request and its response, summed up when both have ended (or the connection has). Times are epoch milliseconds. */
export interface Exchange {
  readonly id: string;
  readonly connectionId: string;
  readonly request: RequestHead;
  readonly status?: number;
  readonly startedDateTime: number;
  readonly endedDateTime: number;
  readonly complete: boolean;
}
