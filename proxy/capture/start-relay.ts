import type { Connection } from '../../model/index.js';
import type { Observer, ObserverContext } from '../protocols/index.js';
import type { ProxyContext } from '../proxy-context.js';
import { Relay, type RelaySide } from '../relay/relay.js';
import { alertNumberOf } from '../tls/alert.js';

/**
 * Relays a connection whose two sides stand until its end, and tells of it. Without `createObserver` nothing is read. What an
 * intercepted connection shows only now is set right: a device that refuses our certificate after the handshake, an origin that
 * wants a client certificate (TLS 1.3 says so only then).
 */
export function startRelay(
  context: ProxyContext,
  connection: Connection,
  device: RelaySide,
  origin: RelaySide,
  createObserver: ((context: ObserverContext) => Observer) | undefined,
): void {
  context.ledger.opened(connection);
  const began = performance.now();
  const relay = new Relay({
    connection,
    device,
    origin,
    ...(createObserver ? { observer: context.observe(connection, createObserver) } : {}),
    brake: context.brake,
    turns: context.turns,
    onDeviceError: (error) => {
      const alert = alertNumberOf(error);
      if (alert === undefined || !untouched(connection)) return;
      connection.interception = 'client-rejected';
      connection.failureCause = { alert };
    },
    onOriginError: (error) => {
      if (connection.interception !== 'intercepted' || connection.bytesFromServer > 0) return;
      const alert = alertNumberOf(error);
      if (alert !== undefined) connection.interception = 'origin-failed';
      connection.failureCause = alert === undefined ? 'reset' : { alert };
    },
    onClosed: () => {
      context.relays.remove(relay);
      if (relay.leftFirst === 'device' && untouched(connection) && performance.now() - began < suspiciousMilliseconds) {
        connection.interception = 'client-rejected';
        connection.failureCause = 'closed-before-first-byte';
      }
      context.ledger.closed(connection);
    },
  });
  context.relays.add(relay);
}

/**
 * Some clients (Node's and wget among them) finish the handshake, find our certificate wanting, and leave without a word. A
 * preconnect that is never used looks the same but takes its time, hence the limit.
 */
const suspiciousMilliseconds = 2_000;

/** In HTTP/2 the client must speak (RFC 9113, section 3.4), and its origin may have done so before: only the device's bytes show its trust. */
function untouched({ interception, bytesFromClient, bytesFromServer, tls }: Connection): boolean {
  return interception === 'intercepted' && bytesFromClient === 0 && (bytesFromServer === 0 || tls?.origin?.alpn === 'h2');
}
