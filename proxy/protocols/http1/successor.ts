import { assertNever, type Gap, type ResponseHead } from '../../../model/index.js';
import type { Classification } from '../classify.js';
import { hasToken } from '../http/has-token.js';
import { createHttp2Observer } from '../http2/create-http2-observer.js';
import { createMqttObserver } from '../mqtt/create-mqtt-observer.js';
import type { Observer, ObserverContext } from '../observer.js';
import { createOpaqueObserver } from '../opaque/create-opaque-observer.js';
import { createWebSocketObserver } from '../websocket/create-websocket-observer.js';
import { framingFaults } from './framing-fault.js';
import type { OpenExchange } from './open-exchange.js';
import { createTunnelObserver } from './tunnel-observer.js';

/**
 * Who observes what follows a 101 response (RFC 9110, section 7.8), by the protocol it switches to. Not for h2c, which answers the
 * request itself ({@link afterH2cUpgrade}).
 */
export function afterUpgrade(
  context: ObserverContext,
  { id, request }: Pick<OpenExchange, 'id' | 'request'>,
  { headers }: ResponseHead,
  upgrade: string | undefined,
): Observer {
  if (!hasToken(upgrade, 'websocket')) return createOpaqueObserver(context, { idPrefix: id, request });
  return createWebSocketObserver(context, {
    idPrefix: id,
    exchangeId: id,
    request,
    extensions: listOf(headers, 'sec-websocket-extensions'),
    subprotocol: listOf(headers, 'sec-websocket-protocol'),
  });
}

/** All values of a header, joined as RFC 9110, section 5.3, has it; the name in lower case. */
function listOf(headers: readonly string[], name: string): string | undefined {
  let found: string | undefined;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const value = headers[index + 1]!;
    if (headers[index]!.toLowerCase() === name) found = found === undefined ? value : `${found}, ${value}`;
  }
  return found;
}

/**
 * Who observes what follows a 101 response that switches to h2c (RFC 7540, section 3.2). The exchange goes on in HTTP/2, as stream 1.
 *
 * @param depth of the connection it was read on
 */
export function afterH2cUpgrade(context: ObserverContext, exchange: OpenExchange, depth: number): Observer {
  const { id: exchangeId, request, startedDateTime, interim } = exchange;
  const { headers } = request;
  const name = headers.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'http2-settings');
  const settings = name === -1 ? undefined : Buffer.from(headers[name + 1] ?? '', 'base64url');
  const upgraded = { exchangeId, request, startedDateTime, interim, ...(settings === undefined ? {} : { settings }) };
  return createHttp2Observer(context, { idPrefix: exchangeId, depth, upgraded });
}

/** Who observes the inside of a granted CONNECT. `createInner` makes the observer for HTTP in it; absent when that would nest too deep. */
export function afterConnect(
  context: ObserverContext,
  idPrefix: string,
  createInner: ((spoken: 'http1' | 'http2-preface') => Observer) | undefined,
): Observer {
  return createTunnelObserver((spoken) => {
    if ((spoken === 'http1' || spoken === 'http2-preface') && createInner !== undefined) return createInner(spoken);
    if (spoken === 'mqtt') return createMqttObserver(context, { idPrefix });
    return createOpaqueObserver(context, { idPrefix, gap: tunnelGap(spoken) });
  });
}

function tunnelGap(spoken: Classification): Pick<Gap, 'reason' | 'detail'> | undefined {
  switch (spoken) {
    case 'tls':
      return { reason: 'unsupported-protocol', detail: 'TLS in a tunnel inside a connection is not decrypted' };
    case 'http1':
    case 'http2-preface':
      return framingFaults['nested-too-deep'];
    case 'mqtt':
    case 'opaque':
    case 'undecided':
      return undefined;
    default:
      return assertNever(spoken);
  }
}
