import type { Socket } from 'node:net';
import { plainAddress } from '../plain-address.js';
import type { ProxyContext } from '../proxy-context.js';
import type { ReverseTarget } from '../proxy-options.js';
import { asksProxy } from './asks-proxy.js';
import { openUnannounced } from './open-unannounced.js';
import { readOpening } from './read-opening.js';

/**
 * A device that speaks to the port as if it were the origin of `--reverse`, in cleartext or TLS as it likes: it is relayed there, in what
 * the URL says. What is plainly meant for a proxy (CONNECT, an absolute URL) is served as always. Bytes are not changed: the Host that the
 * device sends is what the origin gets.
 */
export function handleReverse(
  context: ProxyContext,
  reverse: ReverseTarget,
  device: Socket,
  spoken: 'tls' | 'cleartext',
  serve: (socket: Socket) => void,
): void {
  const open = () => {
    const connection = context.newConnection('reverse', device);
    // The device may not name anybody: then the certificate is for the address it came to.
    const shownAs = plainAddress(device.localAddress ?? '127.0.0.1');
    openUnannounced(context, connection, reverse.authority, device, spoken === 'tls' ? 'tls' : 'http', { ...reverse, shownAs });
  };
  if (spoken === 'tls') {
    open();
    return;
  }
  const decide = (bytes: Buffer) => {
    const value = asksProxy(bytes);
    return value === undefined ? ({ done: false } as const) : ({ done: true, value } as const);
  };
  readOpening(device, decide, context.handshakeTimeout, (opening) => {
    if (opening.kind === 'left') device.destroy();
    else if (opening.value) serve(device);
    else open();
  });
}
