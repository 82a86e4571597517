import type { Socket } from 'node:net';
import { plainAddress } from '../plain-address.js';
import type { ProxyContext } from '../proxy-context.js';
import { openUnannounced } from './open-unannounced.js';

/**
 * Takes over a connection that the firewall redirected to us: dials at once where it was meant to go, since the server may be the one
 * to speak first. False for connections meant for the proxy itself.
 */
export function handleRedirected(context: ProxyContext, device: Socket): boolean {
  const destination = context.options.originalDestination?.(device);
  if (destination === undefined) return false;
  const own = context.ownAddress;
  if (own !== undefined && destination.port === own.port && destination.host === plainAddress(device.localAddress ?? '')) return false;
  const connection = context.newConnection('redirected', device);
  device.pause();
  openUnannounced(context, connection, destination, device, 'nothing');
  return true;
}
