import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { FailureCause } from '../../model/index.js';
import { neverUnhandled } from '../never-unhandled.js';
import { alertNumberOf } from './alert.js';
import { encodeAlpn } from './alpn.js';

export interface DeviceHandshakeOptions {
  /** The device's socket, paused, with its ClientHello still to be read. */
  readonly socket: Socket;
  readonly secureContext: SecureContext;
  /** The one protocol the origin chose; absent when it chose none. */
  readonly alpn?: string;
  readonly timeout: number;
  /** Gets the lines of a key log, where one is kept. */
  readonly keyLog?: ((line: Buffer) => void) | undefined;
}

export type DeviceHandshake =
  | { readonly kind: 'done'; readonly socket: TLSSocket }
  | { readonly kind: 'failed'; readonly cause: FailureCause; readonly detail: string };

/**
 * Answers a device's ClientHello with our certificate. A refusal is an outcome, with the cause as the device showed it; both
 * sockets are then destroyed. Never throws.
 */
export function deviceHandshake(options: DeviceHandshakeOptions, settle: (result: DeviceHandshake) => void): void {
  const raw = options.socket;
  const socket = new TLSSocket(raw, {
    isServer: true,
    secureContext: options.secureContext,
    ...(options.alpn ? { ALPNProtocols: encodeAlpn([options.alpn]) } : {}),
  });
  neverUnhandled(socket);
  neverUnhandled(raw);
  if (options.keyLog) socket.on('keylog', options.keyLog);
  let settled = false;
  const finish = (result: DeviceHandshake) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    socket.removeListener('error', onError);
    socket.removeListener('end', onClose);
    socket.removeListener('close', onClose);
    socket.removeListener('secure', onSecure);
    raw.removeListener('error', onRawError);
    if (result.kind === 'failed') {
      socket.destroy();
      raw.destroy();
    }
    settle(result);
  };
  const fail = (cause: FailureCause, detail: string) => finish({ kind: 'failed', cause, detail });
  const onError = (error: NodeJS.ErrnoException) => {
    const alert = alertNumberOf(error);
    if (alert !== undefined) fail({ alert }, `the device answered our certificate with TLS alert ${alert}`);
    else if (error.code === 'ECONNRESET') fail('closed-in-handshake', 'the device closed the connection during the TLS handshake');
    else fail('protocol-error', `the TLS handshake with the device failed (${error.code ?? error.message})`);
  };
  const onRawError = () => fail('closed-in-handshake', 'the device reset the connection during the TLS handshake');
  const onClose = () => fail('closed-in-handshake', 'the device closed the connection during the TLS handshake');
  const onSecure = () => finish({ kind: 'done', socket });
  const timer = setTimeout(
    () => fail('timeout', `the TLS handshake with the device took longer than ${options.timeout} ms`),
    options.timeout,
  );
  raw.on('error', onRawError);
  socket.on('error', onError);
  socket.on('end', onClose);
  socket.on('close', onClose);
  socket.on('secure', onSecure);
}
