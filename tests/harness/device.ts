import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';

/** Where the proxy listens. */
export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** PEM of the CA that the device trusts; only for `https:`. */
  readonly ca?: string;
}

/** One request of a device whose proxy setting points at `proxy`, on a connection of its own: absolute form for `http:`, a tunnel for `https:`. */
export async function send(proxy: ProxyAddress, url: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = options.body === undefined ? 'GET' : 'POST', headers = {}, body, ca } = options;
  const target = new URL(url);
  const all = { host: target.host, connection: 'close', ...headers };
  if (target.protocol === 'http:') {
    return exchange(httpRequest({ host: proxy.host, port: proxy.port, agent: false, method, path: url, headers: all }), body);
  }
  const socket = await tunnel(proxy, target.hostname, Number(target.port || 443));
  const secure = await handshake(socket, target.hostname, ca);
  const path = `${target.pathname}${target.search}`;
  return exchange(httpRequest({ createConnection: () => secure, method, path, headers: all }), body);
}

/** A tunnel to `host:port`. Rejects when the proxy's answer is not 200, with its status and text. */
export function tunnel(proxy: ProxyAddress, host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const authority = `${host}:${port}`;
    const connecting = httpRequest({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      agent: false,
    });
    connecting.once('connect', (response, socket, head) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`CONNECT ${authority}: ${response.statusCode} ${response.headers['plainsight-error'] ?? head.toString()}`));
    });
    connecting.once('error', reject);
    connecting.end();
  });
}

/** TLS on a tunnel. `ca` is what the device trusts; without it nothing of ours is. */
export function handshake(socket: Socket, host: string, ca?: string, alpn: readonly string[] = ['http/1.1']): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = tlsConnect({
      socket,
      host,
      servername: /^[\d.]+$/.test(host) ? '' : host,
      ALPNProtocols: [...alpn],
      ...(ca ? { ca } : {}),
    });
    secure.once('secureConnect', () => resolve(secure));
    secure.once('error', reject);
  });
}

/** Bytes straight to the proxy, and all that it answers until it closes or `until` matches. */
export function sendRaw(proxy: ProxyAddress, bytes: string, until?: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(proxy.port, proxy.host, () => socket.write(bytes, 'latin1'));
    let text = '';
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part;
      if (until?.test(text)) socket.destroy();
    });
    socket.once('close', () => resolve(text));
    socket.once('error', reject);
  });
}

function exchange(request: ReturnType<typeof httpRequest>, body: string | Buffer | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response: IncomingMessage) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    if (body !== undefined) request.setHeader('content-length', Buffer.byteLength(body));
    request.end(body);
  });
}

/** The first bytes of a TLS 1.2 client that asks for `host`. */
export async function clientHello(host: string): Promise<Buffer> {
  const [ours, theirs] = await socketPair();
  const secure = tlsConnect({ socket: ours, servername: host, maxVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'] });
  secure.on('error', () => secure.destroy());
  const hello = await new Promise<Buffer>((resolve) => theirs.once('data', resolve));
  secure.destroy();
  theirs.destroy();
  return hello;
}

function socketPair(): Promise<readonly [Socket, Socket]> {
  return new Promise((resolve, reject) => {
    const server = createServer((theirs) => {
      server.close();
      resolve([ours, theirs]);
    });
    let ours: Socket;
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      ours = connect((server.address() as AddressInfo).port, '127.0.0.1');
      ours.once('error', reject);
    });
  });
}
