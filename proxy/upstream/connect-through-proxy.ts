import type { Socket } from 'node:net';
import type { Authority } from '../capture/parse-authority.js';
import { createConnectDialogue } from './connect-dialogue.js';
import { type NegotiateOptions, negotiate } from './negotiate.js';
import type { HttpUpstreamProxy } from './upstream-proxy.js';

/**
 * Asks an HTTP proxy for a tunnel on a socket already connected to it (a TLSSocket for an `https` proxy). Resolves once it answered 2xx;
 * bytes that came behind its head stay readable on the socket. Rejects with `DialError` otherwise, and destroys the socket.
 */
export function connectThroughProxy(socket: Socket, target: Authority, proxy: HttpUpstreamProxy, options: NegotiateOptions): Promise<void> {
  return negotiate(socket, proxy, createConnectDialogue(target, proxy.authorization), options);
}
