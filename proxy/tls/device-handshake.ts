import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { FailureCause } from '../../model/index.js';
import { alertNumberOf } from './alert.js';

export interface DeviceHandshakeOptions {
  /** The device's socket, paused, with its ClientHello still to be read. */
  readonly socket: Socket;
  readonly secureContext: SecureContext;
  /** The one protocol the origin chose; absent when it chose none. */
  readonly alpn?: string;
  readonly timeout: number;
}

export type DeviceHandshake =
  | { readonly kind: 'done'; readonly socket: TLSSocket }
  | { readonly kind: 'failed'; readonly cause: FailureCause; readonly detail: string };

/** Answers a device's ClientHello with our certificate. A refusal is an outcome, with the cause as the device showed it. Never throws. */
export function deviceHandshake(options: DeviceHandshakeOptions, settle: (result: DeviceHandshake) => void): void {
  const socket = new TLSSocket(options.socket, {
    isServer: true,
    secureContext: options.secureContext,
    ...(options.alpn ? { ALPNProtocols: [options.alpn] } : {}),
  });
  let settled = false;
  const finish = (result: DeviceHandshake) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    socket.removeListener('error', onError);
    socket.removeListener('close', onClose);
    options.socket.removeListener('error', onRawError);
    if (result.kind === 'failed') {
      socket.on('error', () => socket.destroy());
      options.socket.on('error', () => socket.destroy());
      socket.destroy();
    }
    settle(result);
  };
  const onError = (error: NodeJS.ErrnoException) => {
    const alert = alertNumberOf(error);
    if (alert !== undefined)
      finish({ kind: 'failed', cause: { alert }, detail: `the device answered our certificate with TLS alert ${alert}` });
    else if (error.code === 'ECONNRESET')
      finish({ kind: 'failed', cause: 'closed-in-handshake', detail: 'the device closed the connection during the TLS handshake' });
    else
      finish({
        kind: 'failed',
        cause: 'protocol-error',
        detail: `the TLS handshake with the device failed (${error.code ?? error.message})`,
      });
  };
  const onRawError = () =>
    finish({ kind: 'failed', cause: 'closed-in-handshake', detail: 'the device reset the connection during the TLS handshake' });
  const onClose = () =>
    finish({ kind: 'failed', cause: 'closed-in-handshake', detail: 'the device closed the connection during the TLS handshake' });
  const timer = setTimeout(
    () => finish({ kind: 'failed', cause: 'timeout', detail: `the TLS handshake with the device took longer than ${options.timeout} ms` }),
    options.timeout,
  );
  options.socket.on('error', onRawError);
  socket.once('error', onError);
  socket.once('close', onClose);
  socket.once('secure', () => finish({ kind: 'done', socket }));
}
