import type { Socket } from 'node:dgram';
import { isIP } from 'node:net';
import { bindDatagramSocket } from './bind-datagram-socket.js';

/** The UDP sockets of one association: `relay` faces the device, the others the destinations. One of those two may be missing. */
export interface AssociationSockets {
  readonly relay: Socket;
  readonly four: Socket | undefined;
  readonly six: Socket | undefined;
}

/** Binds an association's sockets, the relay to `address` (an IP literal). Rejects, leaving nothing open, when the relay cannot be bound, or nothing else. */
export async function bindAssociationSockets(address: string): Promise<AssociationSockets> {
  const family = isIP(address) === 6 ? 6 : 4;
  // A link-local address cannot be bound without its zone, which Node does not tell; only the device is listened to anyway.
  const bindRelay = async () => {
    try {
      return await bindDatagramSocket(family, address);
    } catch (error) {
      if (family === 6) return bindDatagramSocket(family, '::');
      throw error;
    }
  };
  const [relay, four, six] = await Promise.allSettled([bindRelay(), bindDatagramSocket(4, '0.0.0.0'), bindDatagramSocket(6, '::')]);
  const bound = (result: PromiseSettledResult<Socket>) => (result.status === 'fulfilled' ? result.value : undefined);
  const sockets = { four: bound(four), six: bound(six) };
  if (relay.status === 'fulfilled' && (sockets.four ?? sockets.six) !== undefined) return { relay: relay.value, ...sockets };
  for (const socket of [bound(relay), sockets.four, sockets.six]) socket?.close();
  throw relay.status === 'rejected' ? relay.reason : new Error('no UDP socket could be bound');
}

export function closeAssociationSockets({ relay, four, six }: AssociationSockets): void {
  relay.close();
  four?.close();
  six?.close();
}
