import type { Direction, RequestHead } from '../../../model/index.js';
import type { BodyBudget } from '../http/body-budget.js';
import type { Observer, ObserverContext } from '../observer.js';
import { createOpaqueObserver } from '../opaque/create-opaque-observer.js';
import { acceptedExtensions } from './accepted-extensions.js';
import { FrameReader } from './frame-reader.js';
import { MessageTracker } from './message-tracker.js';
import { observerInside } from './observer-inside.js';
import { faultGap } from './websocket-fault.js';

/** How a connection, or a stream of HTTP/2, became a WebSocket. */
export interface WebSocketOptions {
  readonly idPrefix: string;
  /** The handshake's request: its host and path are those of every message. */
  readonly request: RequestHead;
  readonly exchangeId?: string | undefined;
  /** Sec-WebSocket-Extensions as the origin accepted them, not as they were offered. */
  readonly extensions: string | undefined;
  /** Sec-WebSocket-Protocol as the origin chose it. */
  readonly subprotocol: string | undefined;
  /** Makes the observer of a protocol whose bytes binary messages carry; nothing for others. As {@link observerInside} by default. */
  readonly createInner?: CreateInner | undefined;
  /** What all bodies of an HTTP/2 connection may keep together; without it this WebSocket is on its own. */
  readonly budget?: BodyBudget | undefined;
}

/** `subprotocol` is in lower case; `request` is the handshake's. */
export type CreateInner = (
  context: ObserverContext,
  inside: { readonly subprotocol: string; readonly idPrefix: string; readonly request: RequestHead },
) => Observer | undefined;

/**
 * Observes a WebSocket (RFC 6455, RFC 7692), both directions, as the extensions that the origin accepted say. Each message is told as
 * it ends, kind `websocket`: `c7-x1-wq3` from the client, `c7-x1-wr3` from the server; payloads of pings, pongs and close frames `c7-x1-wqc1`.
 * What cannot be framed beyond doubt is one gap a direction; the rest of that direction is scanned as bytes.
 *
 * Keeps an unfinished message a direction as `OpenMessage` does, and 45 KiB a direction once a message was compressed.
 */
export function createWebSocketObserver(context: ObserverContext, options: WebSocketOptions): Observer {
  const { deflate, unknown } = acceptedExtensions(options.extensions);
  if (unknown) {
    const detail = 'WebSocket: an extension is in use that is not known';
    context.sink.gap({ reason: 'unsupported-protocol', connectionId: context.connection.id, detail });
  }
  const { idPrefix, request, createInner = observerInside } = options;
  const subprotocol = options.subprotocol?.trim().toLowerCase();
  const inner = subprotocol === undefined ? undefined : createInner(context, { subprotocol, idPrefix: `${idPrefix}-w`, request });
  const direction = (name: Direction) => {
    const fromClient = name === 'client-to-server';
    const keepsWindow = fromClient ? deflate?.clientKeepsWindow : deflate?.serverKeepsWindow;
    return new WebSocketDirection(context, name, {
      ...options,
      deflate: keepsWindow === undefined ? undefined : { keepsWindow },
      inner,
    });
  };
  const client = direction('client-to-server');
  const server = direction('server-to-client');
  const of = (name: Direction) => (name === 'client-to-server' ? client : server);
  return {
    observe: (name, bytes, now) => of(name).observe(bytes, now),
    end(name, now) {
      of(name).end('cancelled', now);
      inner?.end(name, now);
    },
    close(how, now) {
      const outcome = how === 'run-over' ? 'truncated' : 'cancelled';
      client.end(outcome, now);
      server.end(outcome, now);
      inner?.close(how, now);
    },
    tick(now) {
      client.tick(now);
      server.tick(now);
      inner?.tick(now);
    },
  };
}

interface DirectionOptions {
  readonly idPrefix: string;
  readonly request: RequestHead;
  readonly exchangeId?: string | undefined;
  readonly deflate: { readonly keepsWindow: boolean } | undefined;
  readonly inner: Observer | undefined;
  readonly budget?: BodyBudget | undefined;
}

class WebSocketDirection {
  readonly #context: ObserverContext;
  readonly #direction: Direction;
  readonly #idPrefix: string;
  readonly #tracker: MessageTracker;
  readonly #reader: FrameReader;
  /** Scans what can no longer be read. */
  #rest: Observer | undefined;
  #ended = false;

  constructor(context: ObserverContext, direction: Direction, options: DirectionOptions) {
    const { idPrefix, request, exchangeId, deflate, inner, budget } = options;
    this.#context = context;
    this.#direction = direction;
    this.#idPrefix = idPrefix;
    const ids = `${idPrefix}-w${direction === 'client-to-server' ? 'q' : 'r'}`;
    this.#tracker = new MessageTracker(context, { direction, idPrefix: ids, exchangeId, request, deflate, inner, budget });
    this.#reader = new FrameReader(this.#tracker);
  }

  observe(bytes: Buffer, now: number): void {
    if (this.#ended) return;
    if (this.#rest !== undefined) {
      this.#rest.observe(this.#direction, bytes, now);
      return;
    }
    const at = this.#reader.feed(bytes, 0, now);
    const { fault } = this.#reader;
    if (fault === undefined) return;
    this.#tracker.breakOff('cancelled', now);
    this.#rest = createOpaqueObserver(this.#context, { idPrefix: this.#idPrefix, gap: faultGap(fault) });
    if (at < bytes.length) this.#rest.observe(this.#direction, bytes.subarray(at), now);
  }

  end(outcome: 'cancelled' | 'truncated', now: number): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#tracker.breakOff(outcome, now);
    this.#rest?.end(this.#direction, now);
  }

  tick(now: number): void {
    if (this.#ended) return;
    this.#tracker.tick(now);
    this.#rest?.tick(now);
  }
}
