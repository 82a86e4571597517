import { connect } from 'node:net';
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { testAuthority } from './test-authorities.js';
import { Wire } from './wire.js';

/** A TCP connection to the proxy. Half-open is kept. */
export function dialProxy(port: number, host = '127.0.0.1'): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.removeListener('error', reject);
      resolve(new Wire(socket));
    });
  });
}

/** Asks for a tunnel and takes the answer's head away. Rejects unless it is 200. */
export async function openTunnel(port: number, target: string): Promise<Wire> {
  const wire = await dialProxy(port);
  wire.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  const text = await wire.until('\r\n\r\n');
  if (!text.startsWith('HTTP/1.1 200 ')) throw new Error(text);
  wire.take(text.indexOf('\r\n\r\n') + 4);
  return wire;
}

/** TLS on an open tunnel, trusting the proxy's CA unless told otherwise. Rejects when the handshake fails. */
export function secure(tunnel: Wire, options: ConnectionOptions = {}): Promise<Wire & { readonly socket: TLSSocket }> {
  tunnel.socket.removeAllListeners('data');
  tunnel.socket.removeAllListeners('end');
  return new Promise((resolve, reject) => {
    const socket = tlsConnect({
      socket: tunnel.socket,
      servername: 'origin.test',
      host: 'origin.test',
      ca: testAuthority('device').certificatePem,
      ALPNProtocols: ['http/1.1'],
      ...options,
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed before the handshake was done')));
    socket.once('secureConnect', () => {
      socket.removeListener('error', reject);
      resolve(new Wire(socket) as Wire & { readonly socket: TLSSocket });
    });
  });
}

/** A tunnel with TLS in it. */
export async function openSecureTunnel(
  port: number,
  target: string,
  options: ConnectionOptions = {},
): Promise<Wire & { socket: TLSSocket }> {
  return secure(await openTunnel(port, target), options);
}

/** Sends bytes to the proxy and returns all that comes back until it closes. */
export async function askProxy(port: number, bytes: string | Buffer): Promise<string> {
  const wire = await dialProxy(port);
  wire.write(bytes);
  await wire.left;
  wire.socket.destroy();
  return wire.text;
}
