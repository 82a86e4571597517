import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';
import type { FailureCause, OriginCertificate, TlsLeg } from '../../model/index.js';
import { neverUnhandled } from '../never-unhandled.js';
import { alertNumberOf } from './alert.js';
import { encodeAlpn } from './alpn.js';

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
    ...(options.alpn ? { ALPNProtocols: encodeAlpn(options.alpn) } : {}),
    secureContext: options.secureContext,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  neverUnhandled(socket);
  neverUnhandled(raw);
  let settled = false;
  const finish = (result: OriginHandshake) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    socket.removeListener('error', onError);
    socket.removeListener('close', onClose);
    if (result.kind === 'failed') {
      socket.destroy();
      raw.destroy();
    }
    settle(result);
  };
  const fail = (cause: FailureCause, detail: string) => finish({ kind: 'failed', cause, detail });
  const onError = (error: NodeJS.ErrnoException) => {
    const alert = alertNumberOf(error);
    if (alert !== undefined) fail({ alert }, `the origin answered the handshake with TLS alert ${alert}`);
    // Node gives an early FIN the code of a reset, but no system call to go with it.
    else if (error.code === 'ECONNRESET' && error.syscall === undefined) onClose();
    else if (error.code === 'ECONNRESET') fail('reset', 'the origin reset the connection during the TLS handshake');
    else fail('protocol-error', `the TLS handshake with the origin failed (${error.code ?? error.message})`);
  };
  const onClose = () => fail('closed-in-handshake', 'the origin closed the connection during the TLS handshake');
  const timer = setTimeout(
    () => fail('timeout', `the TLS handshake with the origin took longer than ${options.timeout} ms`),
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
  try {
    const problem = checkServerIdentity(name, peer);
    return problem === undefined ? undefined : ((problem as NodeJS.ErrnoException).code ?? problem.message);
  } catch (error) {
    // Node throws on subject alternative names that it cannot take apart: whoever they are for, it is not proven to be this host.
    return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : 'unreadable certificate names';
  }
}
