import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Proxy as HttpMitmProxy } from 'http-mitm-proxy';
import { neverUnhandled } from '../never-unhandled.js';
import { ProxyStartError } from '../proxy-options.js';
import { answerAndClose } from './answer-and-close.js';
import { peekFirstBytes } from './peek-first-bytes.js';
import { probePort } from './probe-port.js';
import { rawResponse } from './raw-response.js';

/** What the front hands over. Everything else about HTTP towards the proxy is its own business. */
export interface FrontHandlers {
  /** A device connected; `false` refuses it, having seen to its socket. Called before its first byte is read. */
  accept(socket: Socket): boolean;
  /** Before its first byte: whether this connection was redirected here, and its handler has taken it over. */
  redirected(socket: Socket): boolean;
  /** A device that speaks SOCKS5: `first` is what was read of it. */
  socks5(socket: Socket, first: Buffer): void;
  /** A device that speaks TLS to the port; its bytes are still to be read. `serve` hands a decrypted connection to the HTTP server. */
  tls(socket: Socket, serve: (socket: Socket) => void): void;
  /** A device that speaks neither SOCKS nor TLS; its bytes are still to be read. */
  cleartext(socket: Socket, serve: (socket: Socket) => void): void;
  /** A CONNECT request: `target` is its request-target as sent. `head` is what came behind it. */
  connect(target: string, socket: Socket, head: Buffer): void;
  /** Any other request: `target` is the request-target as sent. With `expectsContinue` the client waits for a 100. */
  request(target: string, request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): void;
  /** A request with an Upgrade header. The response is written to the socket. */
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void;
  /** Accepting a connection failed (out of file descriptors, say), or one of these calls threw. */
  fault(error: unknown): void;
}

export interface FrontOptions {
  readonly host: string;
  readonly port: number;
  /** Where http-mitm-proxy finds its CA. */
  readonly mitmFolder: string;
  /** Milliseconds without a byte after which a device's connection ends, unless a tunnel or upgrade took it over. */
  readonly idleLimit: number;
}

export interface Front {
  readonly address: AddressInfo;
  /** Stops listening. Connections taken over by the handlers live on. */
  close(): Promise<void>;
}

const maxHeaderBytes = 256 * 1024;
/** A URL and Host that http-mitm-proxy may parse instead of the device's, which can make it throw. */
const harmless = { url: '/', host: 'plainsight.invalid' };

/**
 * The one port of the proxy: http-mitm-proxy listens, and hands over every CONNECT and every request through its hooks. Its own
 * interception and its request and response path are never used. This file stands guard over what its version 1.1.0 gets
 * wrong; each guard has a test in `tests/proxy/capture/create-front.test.ts`.
 */
export async function createFront(options: FrontOptions, handlers: FrontHandlers): Promise<Front> {
  await probePort(options.host, options.port);
  const proxy = new HttpMitmProxy();
  const originals = new WeakMap<IncomingMessage, { readonly target: string; readonly expectsContinue: boolean }>();
  const answering = new WeakMap<Socket, number>();
  const guarded = (socket: Socket, call: () => void) => {
    try {
      call();
    } catch (error) {
      handlers.fault(error);
      socket.destroy();
    }
  };

  proxy.onConnect((request, rawSocket, rawHead) => {
    const socket = rawSocket as Socket;
    // Guard: it prints resets of this socket to the console.
    socket.removeAllListeners('error');
    neverUnhandled(socket);
    guarded(socket, () => handlers.connect(request.url ?? '', socket, rawHead as unknown as Buffer));
    // The callback is never called: it would start its own interception.
  });
  proxy.onRequest((context) => {
    const { clientToProxyRequest: request, proxyToClientResponse: response } = context;
    // Guard: its error listeners print to the console and append error texts to half-sent bodies.
    request.removeAllListeners('error');
    response.removeAllListeners('error');
    const { socket } = request;
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    response.once('close', () => answering.set(socket, (answering.get(socket) ?? 1) - 1));
    const original = originals.get(request);
    guarded(socket, () => handlers.request(original?.target ?? '', request, response, original?.expectsContinue ?? false));
  });

  const server = await listen(proxy, options);

  server.prependListener('request', (request: IncomingMessage) => {
    // Guard: a bad port, userinfo, IPv6 or illegal characters in the URL or Host make it throw or cut; it sees neither.
    if (!originals.has(request)) originals.set(request, { target: request.url ?? '', expectsContinue: false });
    request.url = harmless.url;
    request.headers.host = harmless.host;
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    originals.set(request, { target: request.url ?? '', expectsContinue: true });
    server.emit('request', request, response);
  });
  // Other expectations are the origin's to refuse; Node would answer 417 itself.
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => server.emit('request', request, response));
  // Guard: three kinds of WebSocket upgrade crash the process, and it answers 101 before it has dialled.
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    neverUnhandled(socket);
    guarded(socket, () => handlers.upgrade(request, socket, head));
  });
  // Guard: it prints the server's errors to the console.
  server.removeAllListeners('error');
  server.on('error', (error) => handlers.fault(error));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // In the middle of a response these bytes would become part of it.
    if (!socket.writable || error.code === 'ECONNRESET' || (answering.get(socket) ?? 0) > 0) return void socket.destroy();
    answerAndClose(socket, clientErrorResponse(error));
  });
  // @types/node does not know it, but each new connection's parser reads the limit from here (default 16 KiB).
  (server as Server & { maxHeaderSize: number }).maxHeaderSize = maxHeaderBytes;
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  server.timeout = options.idleLimit;
  // Node drops what is beyond its default of 2,000 without a word; the size of the head is limited already.
  server.maxHeadersCount = 0;
  // A request without Host is the origin's to refuse.
  (server as Server & { requireHostHeader: boolean }).requireHostHeader = false;

  peekFirstBytes(server, handlers);
  return {
    address: server.address() as AddressInfo,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function clientErrorResponse(error: NodeJS.ErrnoException): Buffer {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return rawResponse(431, 'Request Header Fields Too Large', `the request head is larger than ${maxHeaderBytes} bytes`);
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return rawResponse(408, 'Request Timeout', 'the request head did not come to its end in time');
    case 'HPE_INVALID_METHOD':
      return rawResponse(400, 'Bad Request', 'this is an HTTP proxy, and these bytes begin with no method that it knows');
    default:
      return rawResponse(400, 'Bad Request', 'this is an HTTP proxy, and these bytes are not an HTTP request');
  }
}

/** Starts http-mitm-proxy and returns its server. The port is known to be free; losing it in between is still told, not thrown. */
function listen(proxy: HttpMitmProxy, options: FrontOptions): Promise<Server> {
  return new Promise((resolve, reject) => {
    proxy.onError((_context, error) => {
      reject(new ProxyStartError(`cannot listen on ${options.host}:${options.port} (${error?.message ?? 'unknown error'})`, 'other'));
    });
    // Port 0 is falsy but means "any free port", which it understands.
    proxy.listen({ host: options.host, port: options.port, sslCaDir: options.mitmFolder, keepAlive: true }, (error) => {
      if (error) return reject(new ProxyStartError(`cannot listen on ${options.host}:${options.port} (${error.message})`, 'other'));
      resolve(proxy.httpServer as Server);
    });
  });
}
