import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';
import type { FailureCause, OriginCertificate, TlsLeg } from '../../model/index.js';
import { alertNumberOf } from './alert.js';

export interface OriginHandshakeOptions {
  readonly socket: Socket;
  /** SNI to send; absent when the device sent none. */
  readonly serverName?: string;
  /** Name or address that the certificate must be valid for. */
  readonly verifyAs: string;
  readonly alpn?: readonly string[];
  readonly secureContext: SecureContext;
  readonly timeout: number;
}

export type OriginHandshake =
  | { readonly kind: 'done'; readonly socket: TLSSocket; readonly leg: TlsLeg; readonly certificate: OriginCertificate }
  | { readonly kind: 'failed'; readonly cause: FailureCause; readonly detail: string };

/**
 * TLS towards an origin over a socket already connected, with the device's own SNI and ALPN list. An unverified certificate is
 * no failure here: the caller reads `certificate.verified` and decides. Never throws; the deadline is our own, since a bare
 * TLSSocket has none.
 */
export function originHandshake(options: OriginHandshakeOptions, settle: (result: OriginHandshake) => void): void {
  const { socket: raw, serverName, verifyAs } = options;
  const socket = connect({
    socket: raw,
    host: verifyAs,
    // Node refuses an IP literal as SNI; the identity is checked below, against the name the device meant.
    ...(serverName !== undefined && isIP(serverName) === 0 ? { servername: serverName } : { servername: '' }),
    ...(options.alpn ? { ALPNProtocols: [...options.alpn] } : {}),
    secureContext: options.secureContext,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  let settled = false;
  const finish = (result: OriginHandshake) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    socket.removeListener('error', onError);
    socket.removeListener('close', onClose);
    if (result.kind === 'failed') {
      socket.on('error', () => socket.destroy());
      socket.destroy();
    }
    settle(result);
  };
  const onError = (error: NodeJS.ErrnoException) => {
    const alert = alertNumberOf(error);
    if (alert !== undefined)
      finish({ kind: 'failed', cause: { alert }, detail: `the origin answered the handshake with TLS alert ${alert}` });
    else if (error.code === 'ECONNRESET')
      finish({ kind: 'failed', cause: 'reset', detail: 'the origin reset the connection during the TLS handshake' });
    else
      finish({
        kind: 'failed',
        cause: 'protocol-error',
        detail: `the TLS handshake with the origin failed (${error.code ?? error.message})`,
      });
  };
  const onClose = () =>
    finish({ kind: 'failed', cause: 'closed-in-handshake', detail: 'the origin closed the connection during the TLS handshake' });
  const timer = setTimeout(
    () => finish({ kind: 'failed', cause: 'timeout', detail: `the TLS handshake with the origin took longer than ${options.timeout} ms` }),
    options.timeout,
  );
  socket.once('error', onError);
  socket.once('close', onClose);
  socket.once('secureConnect', () => {
    const peer = socket.getPeerCertificate();
    finish({ kind: 'done', socket, leg: legOf(socket), certificate: describe(peer, socket, verifyAs) });
  });
}

/** The negotiated facts of one leg. */
export function legOf(socket: TLSSocket): TlsLeg {
  const alpn = socket.alpnProtocol;
  return {
    protocolVersion: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher()?.standardName ?? 'unknown',
    ...(typeof alpn === 'string' && alpn !== '' ? { alpn } : {}),
  };
}

function describe(peer: PeerCertificate, socket: TLSSocket, verifyAs: string): OriginCertificate {
  const chainError = socket.authorizationError as unknown;
  const identityError = chainError ? undefined : identityProblem(verifyAs, peer);
  const error = typeof chainError === 'string' ? chainError : chainError instanceof Error ? chainError.message : identityError;
  return {
    subject: String(peer.subject?.CN ?? peer.subject?.O ?? ''),
    issuer: String(peer.issuer?.CN ?? peer.issuer?.O ?? ''),
    fingerprint256: (peer.fingerprint256 ?? '').replaceAll(':', '').toLowerCase(),
    validTo: peer.valid_to ?? '',
    verified: error === undefined,
    ...(error === undefined ? {} : { error }),
  };
}

function identityProblem(name: string, peer: PeerCertificate): string | undefined {
  const problem = checkServerIdentity(name, peer);
  return problem === undefined ? undefined : ((problem as NodeJS.ErrnoException).code ?? problem.message);
}
