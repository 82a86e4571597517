import { isIP, type Socket } from 'node:net';
import type { Authority } from '../capture/parse-authority.js';
import { neverUnhandled } from '../never-unhandled.js';
import { DialError } from './dial-error.js';
import type { UpstreamProxy } from './upstream-proxy.js';

const headLimit = 16 * 1024;

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110, section 9.3.6) on a socket already connected to it. Resolves once it answered 2xx;
 * bytes that came behind its head stay readable on the socket. Rejects with {@link DialError} otherwise, and destroys the socket.
 */
export function connectThroughProxy(
  socket: Socket,
  target: Authority,
  proxy: UpstreamProxy,
  options: { readonly timeout: number; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const authority = `${isIP(target.host) === 6 ? `[${target.host}]` : target.host}:${target.port}`;
  const credentials = proxy.authorization ? `Proxy-Authorization: ${proxy.authorization}\r\n` : '';
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const done = (error?: DialError) => {
      clearTimeout(timer);
      socket.removeListener('data', onData);
      socket.removeListener('error', onError);
      socket.removeListener('end', onEnd);
      socket.removeListener('close', onEnd);
      options.signal?.removeEventListener('abort', onAbort);
      socket.pause();
      if (!error) return resolve();
      socket.destroy();
      reject(error);
    };
    const name = `upstream proxy ${proxy.host}:${proxy.port}`;
    const onError = (error: Error) => done(new DialError(`${name} failed (${error.message})`, 'reset', []));
    const onEnd = () => done(new DialError(`${name} closed the connection without an answer`, 'upstream-proxy-refused', []));
    const onAbort = () => done(new DialError(`the tunnel through ${name} was given up`, 'closed-before-first-byte', []));
    const onData = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (;;) {
        const end = received.indexOf('\r\n\r\n');
        if (end < 0) break;
        const status = /^HTTP\/1\.[01] (\d{3})/.exec(received.toString('latin1', 0, end))?.[1];
        received = received.subarray(end + 4);
        if (status?.startsWith('1')) continue;
        if (!status?.startsWith('2')) {
          return done(new DialError(`${name} refused ${authority} with status ${status ?? '(none)'}`, 'upstream-proxy-refused', []));
        }
        done();
        if (received.length > 0) socket.unshift(received);
        return;
      }
      if (received.length > headLimit) done(new DialError(`${name} answered with an endless head`, 'protocol-error', []));
    };
    const timer = setTimeout(
      () => done(new DialError(`${name} did not answer within ${Math.round(options.timeout)} ms`, 'timeout', [])),
      options.timeout,
    );
    neverUnhandled(socket);
    if (options.signal?.aborted) return onAbort();
    options.signal?.addEventListener('abort', onAbort);
    socket.on('data', onData);
    socket.once('error', onError);
    socket.once('end', onEnd);
    socket.once('close', onEnd);
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`);
  });
}
