import { isIP, type Socket } from 'node:net';
import type { Authority } from '../capture/parse-authority.js';
import { DialError } from './dial-error.js';
import type { UpstreamProxy } from './upstream-proxy.js';

const headLimit = 16 * 1024;

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110, section 9.3.6) on a socket already connected to it. Resolves once it answered 2xx;
 * bytes that came behind its head stay readable on the socket. Rejects with {@link DialError} otherwise, and destroys the socket.
 */
export function connectThroughProxy(socket: Socket, target: Authority, proxy: UpstreamProxy, timeout: number): Promise<void> {
  const authority = `${isIP(target.host) === 6 ? `[${target.host}]` : target.host}:${target.port}`;
  const credentials = proxy.authorization ? `Proxy-Authorization: ${proxy.authorization}\r\n` : '';
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const done = (error?: DialError) => {
      clearTimeout(timer);
      socket.removeListener('data', onData);
      socket.removeListener('error', onError);
      socket.removeListener('end', onEnd);
      socket.pause();
      if (!error) return resolve();
      socket.on('error', () => socket.destroy());
      socket.destroy();
      reject(error);
    };
    const name = `upstream proxy ${proxy.host}:${proxy.port}`;
    const onError = (error: Error) => done(new DialError(`${name} failed (${error.message})`, 'reset', []));
    const onEnd = () => done(new DialError(`${name} closed the connection without an answer`, 'upstream-proxy-refused', []));
    const onData = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) {
        if (received.length > headLimit) done(new DialError(`${name} answered with an endless head`, 'protocol-error', []));
        return;
      }
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(received.toString('latin1', 0, end))?.[1];
      if (status?.startsWith('2')) {
        const rest = received.subarray(end + 4);
        done();
        if (rest.length > 0) socket.unshift(rest);
      } else {
        done(new DialError(`${name} refused ${authority} with status ${status ?? '(none)'}`, 'upstream-proxy-refused', []));
      }
    };
    const timer = setTimeout(() => done(new DialError(`${name} did not answer within ${Math.round(timeout)} ms`, 'timeout', [])), timeout);
    socket.on('data', onData);
    socket.once('error', onError);
    socket.once('end', onEnd);
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`);
  });
}
