import type { Socket } from 'node:net';
import type { Connection } from '../../model/index.js';
import { createOpaqueObserver } from '../protocols/index.js';
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
  const observer = bytes.length > 0 && !halfHello ? context.observe(connection, (observing) => createOpaqueObserver(observing)) : undefined;
  observer?.observe('client-to-server', bytes, Date.now());

  if (left.how === 'gone') {
    resetSocket(device);
    resetSocket(origin);
  } else {
    origin.end(bytes);
    if (left.by === 'device') observer?.end('client-to-server', Date.now());
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
