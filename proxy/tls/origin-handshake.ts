import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';
import type { ChainLink, FailureCause, OriginCertificate, TlsLeg } from '../../model/index.js';
import { neverUnhandled } from '../never-unhandled.js';
import { alertNumberOf, alertNumbers } from './alert.js';
import { encodeAlpn } from './alpn.js';
import { certificateName, chainOf, fingerprintOf, rememberedChain } from './certificate-chain.js';
import { certificateNames } from './certificate-names.js';

export interface OriginHandshakeOptions {
  readonly socket: Socket;
  /** SNI to send; absent when the device sent none. */
  readonly serverName?: string;
  /** Name or address that the certificate must be valid for. */
  readonly verifyAs: string;
  readonly alpn?: readonly string[];
  readonly secureContext: SecureContext;
  readonly timeout: number;
  /** Gets the lines of a key log, where one is kept. */
  readonly keyLog?: ((line: Buffer) => void) | undefined;
}

export type OriginHandshake =
  | {
      readonly kind: 'done';
      readonly socket: TLSSocket;
      readonly leg: TlsLeg;
      readonly certificate: OriginCertificate;
      readonly chain: readonly ChainLink[];
    }
  | { readonly kind: 'failed'; readonly cause: FailureCause; readonly detail: string };

/**
 * TLS towards an origin over a socket already connected, with the device's own SNI and ALPN list. An unverified certificate is
 * no failure here: the caller reads `certificate.verified` and decides. Never throws; the deadline is our own, since a bare
 * TLSSocket has none. The ClientHello has left when this returns.
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
  const readCertificate = socket.getPeerCertificate.bind(socket);
  // Node reads the whole chain before it has the name checked, which takes half a millisecond; the leaf is enough for that.
  socket.getPeerCertificate = (() => readCertificate()) as typeof socket.getPeerCertificate;
  if (options.keyLog) socket.on('keylog', options.keyLog);
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
    // It answered in a version that is not offered to it: the alert is our own, and the same as the origin's would be.
    else if (error.code === 'ERR_SSL_UNSUPPORTED_PROTOCOL') {
      fail({ alert: alertNumbers.protocolVersion }, 'the origin speaks no TLS version that may be used with it');
    } else fail('protocol-error', `the TLS handshake with the origin failed (${error.code ?? error.message})`);
  };
  const onClose = () => fail('closed-in-handshake', 'the origin closed the connection during the TLS handshake');
  const timer = setTimeout(
    () => fail('timeout', `the TLS handshake with the origin took longer than ${options.timeout} ms`),
    options.timeout,
  );
  socket.once('error', onError);
  socket.once('close', onClose);
  socket.once('secureConnect', () => {
    const peer = readCertificate();
    const certificate = describe(peer, socket, verifyAs);
    const read = () => chainOf(readCertificate(true));
    // Two chains that verify may differ behind one leaf, but in nothing that anybody asks for.
    const chain = certificate.verified ? rememberedChain(certificate.fingerprint256, read) : read();
    finish({ kind: 'done', socket, leg: legOf(socket), certificate, chain });
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
    subject: certificateName(peer.subject),
    issuer: certificateName(peer.issuer),
    fingerprint256: fingerprintOf(peer),
    ...(peer.fingerprint256 === undefined ? {} : { names: certificateNames(peer) }),
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
