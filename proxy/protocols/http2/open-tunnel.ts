import type { ResponseHead } from '../../../model/index.js';
import { createHttp1Observer } from '../http1/create-http1-observer.js';
import { afterConnect } from '../http1/successor.js';
import type { Observer, ObserverContext } from '../observer.js';
import { createOpaqueObserver } from '../opaque/create-opaque-observer.js';
import type { WebSocketOptions } from '../websocket/create-websocket-observer.js';
import { observerInside } from '../websocket/observer-inside.js';
import { createHttp2Observer } from './create-http2-observer.js';
import type { OpenTunnel } from './http2-streams.js';

/** As {@link createWebSocketObserver}; another one in tests. */
export type CreateWebSocket = (context: ObserverContext, options: WebSocketOptions) => Observer;

const deepest = 3;

/**
 * Who observes what goes through the tunnels of an HTTP/2 connection: WebSocket where an extended CONNECT asked for it (RFC 8441),
 * what the first bytes say in a plain one. `depth` counts connections inside each other.
 */
export function tunnelOpener(context: ObserverContext, depth: number, createWebSocket: CreateWebSocket): OpenTunnel {
  return ({ id, request, tunnel }, { headers }: ResponseHead) => {
    switch (tunnel?.protocol) {
      case undefined:
        return afterConnect(
          context,
          id,
          depth >= deepest
            ? undefined
            : (spoken) => {
                const nesting = { idPrefix: id, depth: depth + 1 };
                return spoken === 'http1' ? createHttp1Observer(context, nesting) : createHttp2Observer(context, nesting);
              },
        );
      case 'websocket':
        return createWebSocket(context, {
          idPrefix: id,
          request,
          exchangeId: id,
          extensions: valuesOf(headers, 'sec-websocket-extensions'),
          subprotocol: valuesOf(headers, 'sec-websocket-protocol'),
          createInner: observerInside,
        });
      default: {
        const detail = 'an extended CONNECT asks for a protocol that is not read';
        return createOpaqueObserver(context, { idPrefix: id, gap: { reason: 'unsupported-protocol', detail } });
      }
    }
  };
}

function valuesOf(headers: readonly string[], wanted: string): string | undefined {
  let values: string | undefined;
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if (headers[at] === wanted) values = values === undefined ? headers[at + 1] : `${values},${headers[at + 1]!}`;
  }
  return values;
}
