import type { Socket } from 'node:net';
import type { Connection } from '../../model/index.js';
import { createOpaqueObserver, type Observer, type ObserverContext } from '../protocols/index.js';
import type { ProxyContext } from '../proxy-context.js';
import type { ClosedEarly } from '../relay/first-bytes.js';
import { relayBack } from '../relay/relay-back.js';
import { resetSocket } from '../reset-socket.js';

const tlsHandshakeRecord = 0x16;

/**
 * Ends a tunnel in which one side left before it could be classified, the way it left. What the device had sent still goes to the
 * origin, whose answer (bounded in time) still goes to the device, and both are still looked at.
 */
export function closeUnclassified(context: ProxyContext, connection: Connection, device: Socket, origin: Socket, left: ClosedEarly): void {
  const { bytes } = left;
  const halfHello = bytes[0] === tlsHandshakeRecord;
  if (halfHello) {
    connection.wire = 'tls';
    connection.failureCause = 'closed-in-handshake';
  } else if (bytes.length > 0) {
    connection.wire = 'cleartext';
    connection.interception = 'opaque';
  }
  connection.bytesFromClient = bytes.length;
  if (left.by === 'origin' && left.how === 'gone') {
    connection.interception = 'origin-failed';
    connection.failureCause = 'reset';
  }
  context.ledger.opened(connection);
  const observer = context.observe(connection, (observing) => (halfHello ? observeAnswer(observing) : createOpaqueObserver(observing)));
  if (bytes.length > 0) observer.observe('client-to-server', bytes, Date.now());

  if (left.how === 'gone') {
    resetSocket(device);
    resetSocket(origin);
  } else {
    origin.end(bytes);
    if (left.by === 'device') observer.end('client-to-server', Date.now());
  }
  const patience = setTimeout(() => {
    device.destroy();
    origin.destroy();
  }, context.handshakeTimeout);
  relayBack({
    connection,
    device,
    origin,
    observer,
    relays: context.relays,
    onClosed: () => {
      clearTimeout(patience);
      context.ledger.closed(connection);
    },
  });
}

/** TLS records (RFC 8446, section 5.1): change_cipher_spec to application_data. */
const isTlsRecord = (type: number | undefined): boolean => type !== undefined && type >= 0x14 && type <= 0x17;

/** Half a hello says nothing, and neither does an answer in TLS; any other answer to it was never encrypted. */
function observeAnswer(context: ObserverContext): Observer {
  let answer: Observer | undefined;
  return {
    observe(direction, bytes, now) {
      if (direction === 'client-to-server' || bytes.length === 0) return;
      answer ??= isTlsRecord(bytes[0]) ? silent : createOpaqueObserver({ ...context, wire: 'cleartext' });
      answer.observe(direction, bytes, now);
    },
    end: (direction, now) => answer?.end(direction, now),
    close: (how, now) => answer?.close(how, now),
    tick: (now) => answer?.tick(now),
  };
}

const silent: Observer = { observe: () => undefined, end: () => undefined, close: () => undefined, tick: () => undefined };
