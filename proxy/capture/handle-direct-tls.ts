import { isIP, type Socket } from 'node:net';
import { plainAddress } from '../plain-address.js';
import type { ProxyContext } from '../proxy-context.js';
import { alertNumbers, alertRecord } from '../tls/alert.js';
import { deviceHandshake } from '../tls/device-handshake.js';
import { resolveHost } from '../upstream/resolve-host.js';
import { answerAndClose } from './answer-and-close.js';
import { decideOpening } from './decide-opening.js';
import { openUnannounced } from './open-unannounced.js';
import { isOwnName } from './own-name.js';
import { readOpening } from './read-opening.js';

const httpsPort = 443;

/**
 * TLS spoken straight to the port. With a server name of somebody else's it is a connection meant for that origin (its name leads
 * here by DNS, or a router sends it here): it goes to port 443 there. With our own name, or none, the device uses us as an HTTPS proxy.
 * Not for redirected connections: what those meant is asked of the kernel.
 */
export function handleDirectTls(context: ProxyContext, device: Socket, serve: (socket: Socket) => void): void {
  device.setTimeout(0);
  readOpening(device, decideOpening, context.handshakeTimeout, (opening) => {
    if (opening.kind === 'left') return void device.destroy();
    const { value } = opening;
    // Without a readable hello there is nobody to send it to, and nothing to answer it with.
    if (value.kind !== 'tls') return answerAndClose(device, alertRecord(alertNumbers.handshakeFailure));
    const name = value.hello.serverName;
    meantForUs(context, device, name)
      .then((ours) => {
        if (device.destroyed) return;
        if (ours) return serveSecurely(context, device, name, serve);
        const connection = context.newConnection('direct-tls', device);
        openUnannounced(context, connection, { host: name!, port: httpsPort }, device, 'tls');
      })
      .catch((error: unknown) => {
        context.fault(error);
        device.destroy();
      });
  });
}

/** A name that leads to the very address the device came to is ours, too. */
async function meantForUs(context: ProxyContext, device: Socket, name: string | undefined): Promise<boolean> {
  if (name === undefined || isIP(name) !== 0 || isOwnName(name, context.options.localHosts)) return true;
  const { resolve } = context.options;
  const addresses = await resolveHost(name, { timeout: context.dialTimeout, resolve }).catch((): readonly string[] => []);
  return addresses.includes(plainAddress(device.localAddress ?? ''));
}

/** The connection to the proxy is itself TLS: inside it everything is as without. */
function serveSecurely(context: ProxyContext, device: Socket, name: string | undefined, serve: (socket: Socket) => void): void {
  const secureContext = context.leaves.contextFor(name ?? plainAddress(device.localAddress ?? '127.0.0.1'));
  deviceHandshake({ socket: device, secureContext, alpn: 'http/1.1', timeout: context.handshakeTimeout }, (result) => {
    // Why a device does not trust its own proxy is between the two of them: no origin is involved, and nothing was hidden.
    if (result.kind === 'done') serve(result.socket);
  });
}
