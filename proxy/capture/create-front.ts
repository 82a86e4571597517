import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Proxy as HttpMitmProxy } from 'http-mitm-proxy';
import { ProxyStartError } from '../proxy-options.js';
import { probePort } from './probe-port.js';
import { rawResponse } from './raw-response.js';

/** What the front hands over. Everything else about HTTP towards the proxy is its own business. */
export interface FrontHandlers {
  /** A device connected; `false` refuses it. Called before its first byte is read. */
  accept(socket: Socket): boolean;
  /** A CONNECT request: `target` is its request-target as sent. `head` is what came behind it. */
  connect(target: string, headers: readonly string[], socket: Socket, head: Buffer): void;
  /** Any other request: `target` is the request-target as sent. With `expectsContinue` the client waits for a 100. */
  request(target: string, request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): void;
  /** A request with an Upgrade header. The response is written to the socket. */
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void;
}

export interface Front {
  readonly address: AddressInfo;
  /** Stops listening. Connections taken over by the handlers live on. */
  close(): Promise<void>;
}

const maxHeaderBytes = 256 * 1024;
const firstByteDeadline = 60_000;
/** A URL and Host that http-mitm-proxy may parse instead of the device's, which can make it throw. */
const harmless = { url: '/', host: 'plainsight.invalid' };

/**
 * The one port of the proxy: http-mitm-proxy listens, and hands over every CONNECT and every request through its hooks. Its own
 * interception and its request and response path are never used. This file stands guard over what its version 1.1.0 gets
 * wrong; each guard has a test in `tests/proxy/capture/create-front.test.ts`.
 */
export async function createFront(options: { host: string; port: number; mitmFolder: string }, handlers: FrontHandlers): Promise<Front> {
  await probePort(options.host, options.port);
  const proxy = new HttpMitmProxy();
  const originals = new WeakMap<IncomingMessage, { readonly target: string; readonly expectsContinue: boolean }>();

  proxy.onConnect((request, socket) => {
    // Guard: it prints resets of this socket to the console.
    socket.removeAllListeners('error');
    const head = heads.get(request) ?? Buffer.alloc(0);
    handlers.connect(request.url ?? '', request.rawHeaders, socket as Socket, head);
    // The callback is never called: it would start its own interception.
  });
  proxy.onRequest((context) => {
    const { clientToProxyRequest: request, proxyToClientResponse: response } = context;
    // Guard: its error listeners print to the console and append error texts to half-sent bodies.
    request.removeAllListeners('error');
    response.removeAllListeners('error');
    const original = originals.get(request);
    handlers.request(original?.target ?? '', request, response, original?.expectsContinue ?? false);
  });

  const heads = new WeakMap<IncomingMessage, Buffer>();
  const server = await listen(proxy, options);

  server.prependListener('connect', (request: IncomingMessage, _socket: Socket, head: Buffer) => {
    heads.set(request, head);
  });
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
  // Guard: three kinds of WebSocket upgrade crash the process, and it answers 101 before it has dialled.
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => handlers.upgrade(request, socket, head));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
    socket.end(
      tooLarge
        ? rawResponse(431, 'Request Header Fields Too Large', `the request head is larger than ${maxHeaderBytes} bytes`)
        : rawResponse(400, 'Bad Request', 'this is an HTTP proxy, and these bytes are not an HTTP request'),
    );
  });
  // @types/node does not know it, but each new connection's parser reads the limit from here (default 16 KiB).
  (server as Server & { maxHeaderSize: number }).maxHeaderSize = maxHeaderBytes;
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  server.timeout = 0;

  peekFirstByte(server, handlers);
  return {
    address: server.address() as AddressInfo,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

/** Starts http-mitm-proxy and returns its server. The port is known to be free; losing it in between is still told, not thrown. */
function listen(proxy: HttpMitmProxy, options: { host: string; port: number; mitmFolder: string }): Promise<Server> {
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

/**
 * One port serves every way in: the first byte decides. HTTP goes on to the HTTP server; what no way in exists for yet is told
 * so and closed, never fed to the HTTP parser.
 */
function peekFirstByte(server: Server, handlers: FrontHandlers): void {
  const httpListeners = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const onError = () => socket.destroy();
    socket.on('error', onError);
    if (!handlers.accept(socket)) return;
    const deadline = setTimeout(() => socket.destroy(), firstByteDeadline);
    socket.once('close', () => clearTimeout(deadline));
    socket.once('data', (bytes: Buffer) => {
      clearTimeout(deadline);
      socket.pause();
      if (bytes[0] === 0x05 || bytes[0] === 0x04) {
        // SOCKS5 (RFC 1928): "no acceptable methods".
        socket.end(Buffer.from([0x05, 0xff]));
        return;
      }
      if (bytes[0] === 0x16) {
        // TLS straight to the port: a fatal handshake_failure tells the client at once.
        socket.end(Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 40]));
        return;
      }
      socket.removeListener('error', onError);
      socket.unshift(bytes);
      for (const listener of httpListeners) listener.call(server, socket);
      socket.resume();
    });
  });
}
