import { isIP, type Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import { assertNever, type FailureCause } from '../../model/index.js';
import { originHandshake } from '../tls/origin-handshake.js';
import { DialError } from './dial-error.js';
import { hostAndPort } from './host-and-port.js';
import type { NegotiateOptions } from './negotiate.js';
import { carriedBy } from './tcp-below.js';
import type { HttpUpstreamProxy } from './upstream-proxy.js';

/**
 * TLS with an `https` proxy on a socket already connected to it, as HTTP/1.1. Its certificate must verify, for its own name: what goes
 * through it may be cleartext, credentials included. Rejects with {@link DialError}, and destroys the socket. Not TLS with the origin,
 * which goes through this once the tunnel stands.
 */
export function secureProxy(
  socket: Socket,
  proxy: HttpUpstreamProxy,
  secureContext: SecureContext,
  options: NegotiateOptions,
): Promise<TLSSocket> {
  const name = `upstream proxy ${hostAndPort(proxy)}`;
  return new Promise((resolve, reject) => {
    const fail = (problem: string, cause: FailureCause) => reject(new DialError(`${name} ${problem}`, cause, []));
    // The handshake sees its socket go, and settles.
    const onAbort = () => void socket.destroy();
    options.signal?.addEventListener('abort', onAbort);
    originHandshake(
      {
        socket,
        ...(isIP(proxy.host) === 0 ? { serverName: proxy.host } : {}),
        verifyAs: proxy.host,
        alpn: ['http/1.1'],
        secureContext,
        timeout: options.timeout,
      },
      (result) => {
        options.signal?.removeEventListener('abort', onAbort);
        if (options.signal?.aborted) {
          if (result.kind === 'done') result.socket.destroy();
          return reject(new DialError(`the way through ${name} was given up`, 'closed-before-first-byte', []));
        }
        switch (result.kind) {
          case 'failed': {
            const { problem, cause } = describe(result.cause);
            return fail(problem, cause);
          }
          case 'done': {
            carriedBy(result.socket, socket);
            const { verified, error } = result.certificate;
            if (verified && (result.leg.alpn ?? 'http/1.1') === 'http/1.1') return resolve(result.socket);
            result.socket.destroy();
            if (verified) return fail('speaks no HTTP/1.1', 'protocol-error');
            return fail(
              `has a certificate that does not verify (${error ?? 'not verified'}): give its CA with --origin-ca FILE`,
              'upstream-proxy-refused',
            );
          }
          default:
            return assertNever(result);
        }
      },
    );
    if (options.signal?.aborted) onAbort();
  });
}

/** Causes of the proxy's handshake must not pass for the origin's: an alert of its is a refusal. */
function describe(cause: FailureCause): { readonly problem: string; readonly cause: FailureCause } {
  if (typeof cause === 'object') return { problem: `refused the TLS handshake (alert ${cause.alert})`, cause: 'upstream-proxy-refused' };
  switch (cause) {
    case 'timeout':
      return { problem: 'did not finish its TLS handshake in time', cause };
    case 'reset':
      return { problem: 'reset the connection during the TLS handshake', cause };
    case 'closed-in-handshake':
      return { problem: 'closed the connection during the TLS handshake', cause: 'upstream-proxy-refused' };
    default:
      return { problem: 'does not speak TLS as it should: is it an http:// proxy?', cause: 'protocol-error' };
  }
}
