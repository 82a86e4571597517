import type { Socket } from 'node:net';
import { plainAddress } from '../../plain-address.js';
import type { ProxyContext } from '../../proxy-context.js';
import { answerAndClose } from '../answer-and-close.js';
import { bindAssociationSockets } from './association-sockets.js';
import type { DatagramInspectors } from './datagram-inspectors.js';
import type { SocksAddress } from './read-address.js';
import { encodeReply, replyCodes } from './reply.js';
import { UdpAssociation } from './udp-association.js';

/** Stands for destinations in general: a name that no list of exceptions would hold, unless it holds everything. */
const anywhere = { host: 'datagrams.plainsight.invalid', port: 443 };

/**
 * Answers UDP ASSOCIATE (RFC 1928, sections 4 and 7) with the address of a UDP relay that lives as long as the TCP connection, and the other
 * way round. `announced` is where the device says its datagrams come from. Behind an upstream proxy it is refused: those are asked for
 * TCP only, and nothing may get round them.
 */
export function handleAssociate(context: ProxyContext, device: Socket, announced: SocksAddress, inspectors: DatagramInspectors): void {
  if (context.options.upstream('https', anywhere) !== undefined) return void answerAndClose(device, encodeReply(replyCodes.notAllowed));
  const local = plainAddress(device.localAddress ?? '');
  bindAssociationSockets(local)
    .then(
      (sockets) => {
        const association = new UdpAssociation({
          context,
          control: device,
          sockets,
          devicePort: devicePort(device, announced),
          inspectors,
        });
        const { port } = sockets.relay.address();
        context.relays.add(association);
        context.relayPorts.add(port);
        sockets.relay.once('close', () => context.relayPorts.delete(port));
        if (device.destroyed) return association.stop('ended');
        device.once('end', () => association.stop('ended'));
        device.once('close', () => association.stop('ended'));
        device.write(encodeReply(replyCodes.succeeded, { address: local, port }));
        // Nothing more is expected on it: its end is what counts.
        device.resume();
      },
      (error: unknown) => {
        // Out of file descriptors, say.
        context.fault(error);
        answerAndClose(device, encodeReply(replyCodes.generalFailure));
      },
    )
    .catch((error: unknown) => {
      context.fault(error);
      device.destroy();
    });
}

/**
 * The port is worth nothing when the address beside it is neither left open nor the one we see: the device then stands behind a
 * translation that changes ports too, or means something else by it.
 */
function devicePort(device: Socket, { host, port }: SocksAddress): number {
  const open = host === '0.0.0.0' || host === '::' || host === '';
  return open || host === plainAddress(device.remoteAddress ?? '') ? port : 0;
}
