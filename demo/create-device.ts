import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { connect as tlsConnect } from 'node:tls';
import { type Association, associate } from './associate.js';
import type { DemoDevice, DemoOrigin } from './scenario.js';

export interface DeviceOptions {
  readonly proxy: { readonly host: string; readonly port: number };
  /** The proxy's CA, which this device trusts. */
  readonly caPem: string;
  readonly origins: readonly DemoOrigin[];
  readonly ports: ReadonlyMap<string, number>;
  /** Hosts whose certificates it does not check. */
  readonly unchecked: readonly string[];
  readonly step: DemoDevice['step'];
}

/** A device whose proxy setting points at Plainsight: cleartext requests in absolute form, everything else through CONNECT. */
export function createDevice(options: DeviceOptions): DemoDevice & { close(): void } {
  const plain = new HttpAgent({ keepAlive: true });
  const tunnels = new HttpsAgent({ keepAlive: true, maxSockets: 4 });
  tunnels.createConnection = (target, callback) => {
    const authority = `${target.host}:${target.port}`;
    const connect = httpRequest({ ...options.proxy, method: 'CONNECT', path: authority, headers: { host: authority }, agent: false });
    connect.once('connect', (response, socket) => {
      if (response.statusCode !== 200) return void callback?.(new Error(`the proxy answered CONNECT with ${response.statusCode}`), socket);
      const servername = String(target.host);
      const rejectUnauthorized = !options.unchecked.includes(servername);
      const secure = tlsConnect({ socket, servername, ca: options.caPem, ALPNProtocols: ['http/1.1'], rejectUnauthorized });
      secure.once('error', (error) => callback?.(error, secure));
      secure.once('secureConnect', () => callback?.(null, secure));
    });
    connect.once('error', (error) => callback?.(error, undefined as never));
    connect.end();
    return undefined;
  };
  let association: Promise<Association> | undefined;
  return {
    step: options.step,
    async datagrams(to, datagrams) {
      const port = options.ports.get(to);
      if (port === undefined) throw new Error(`no origin ${to} in this scenario`);
      association ??= associate(options.proxy);
      const { exchange } = await association;
      const answers: Buffer[] = [];
      for (const datagram of datagrams) answers.push(await exchange(to, port, datagram));
      return answers;
    },
    request(to, method, path, body, headers = {}) {
      const origin = options.origins.find(({ host }) => host === to);
      const port = options.ports.get(to);
      if (!origin || port === undefined) throw new Error(`no origin ${to} in this scenario`);
      const all = {
        host: `${to}:${port}`,
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      };
      const settings: RequestOptions =
        origin.scheme === 'https'
          ? { host: to, port, path, agent: tunnels, method, headers: all }
          : { ...options.proxy, path: `http://${to}:${port}${path}`, agent: plain, method, headers: all };
      return new Promise((resolve, reject) => {
        const request = (origin.scheme === 'https' ? httpsRequest : httpRequest)(settings, (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => {
            text += part;
          });
          response.once('error', reject);
          response.once('end', () => {
            if ((response.statusCode ?? 0) < 400) resolve(text);
            else reject(new Error(`${method} ${to}${path} was answered ${response.statusCode}: ${text.slice(0, 200)}`));
          });
        });
        request.once('error', reject);
        request.end(body);
      });
    },
    close() {
      void association?.then(({ close }) => close());
      plain.destroy();
      tunnels.destroy();
    },
  };
}
