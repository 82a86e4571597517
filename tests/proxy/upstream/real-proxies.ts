import { connect, type Socket } from 'node:net';
import { TLSSocket, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';
import { resetSocket } from '../../../proxy/reset-socket.js';
import { type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import type { Wire } from '../../harness/wire.js';

/** A proxy that works. Whatever name it is asked for, it reaches loopback. */
export interface RealProxy {
  readonly port: number;
  /** Destinations as it was asked for them, in order: `CONNECT a.test:443`, `GET http://a.test/x`, `name a.test:443`, `ipv4 192.0.2.1:443` … */
  readonly asked: string[];
  readonly origin: RawOrigin;
}

interface Settings {
  /** `user:password` that must be given. */
  readonly credentials?: string;
  readonly tls?: TlsOptions;
  /** SOCKS: a reply code other than 0 for some destinations. */
  readonly refuse?: (asked: string) => number | undefined;
}

/** An HTTP proxy: CONNECT, and requests in absolute form, sent on as they came but for their target. With `tls` an HTTPS proxy. */
export async function startHttpProxy({ credentials, tls }: Settings = {}): Promise<RealProxy> {
  const asked: string[] = [];
  const serve = async (wire: Wire) => {
    const text = await wire.until('\r\n\r\n');
    const head = wire.take(text.indexOf('\r\n\r\n') + 4).toString('latin1');
    const [method = '', target = ''] = head.split(' ');
    asked.push(`${method} ${target}`);
    const given = /^proxy-authorization: Basic (.*)\r$/im.exec(head)?.[1];
    if (credentials !== undefined && given !== Buffer.from(credentials).toString('base64')) {
      wire.socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const authority = method === 'CONNECT' ? target : new URL(target).host;
    const origin = await reach(Number(/:(\d+)$/.exec(authority)?.[1] ?? 80));
    if (method === 'CONNECT') wire.write('HTTP/1.1 200 OK\r\n\r\n');
    else origin.write(head.replace(target, target.replace(/^http:\/\/[^/]*/, '')).replace(/^proxy-.*\r\n/gim, ''), 'latin1');
    splice(wire, origin);
  };
  return running(asked, serve, tls);
}

/** A SOCKS5 proxy, CONNECT only. */
export async function startSocksProxy({ credentials, refuse }: Settings = {}): Promise<RealProxy> {
  const asked: string[] = [];
  const serve = async (wire: Wire) => {
    await wire.until(2);
    const methods = (await taken(wire, 2 + wire.received[1]!)).subarray(2);
    const wanted = credentials === undefined ? 0 : 2;
    if (!methods.includes(wanted)) {
      wire.socket.end(Buffer.of(5, 0xff));
      return;
    }
    wire.write(Buffer.of(5, wanted));
    if (credentials !== undefined) {
      const username = await taken(wire, (await taken(wire, 2))[1]!);
      const password = await taken(wire, (await taken(wire, 1))[0]!);
      if (`${username}:${password}` !== credentials) {
        wire.socket.end(Buffer.of(1, 1));
        return;
      }
      wire.write(Buffer.of(1, 0));
    }
    const [, command, , type] = await taken(wire, 4);
    const host =
      type === 3 ? String(await taken(wire, (await taken(wire, 1))[0]!)) : [...(await taken(wire, type === 1 ? 4 : 16))].join('.');
    const port = (await taken(wire, 2)).readUInt16BE(0);
    const destination = `${type === 3 ? 'name' : type === 1 ? 'ipv4' : 'ipv6'} ${host}:${port}`;
    asked.push(destination);
    const code = command === 1 ? (refuse?.(destination) ?? 0) : 7;
    if (code !== 0) {
      wire.socket.end(Buffer.of(5, code, 0, 1, 0, 0, 0, 0, 0, 0));
      return;
    }
    const origin = await reach(port);
    wire.write(Buffer.of(5, 0, 0, 1, 127, 0, 0, 1, origin.localPort! >> 8, origin.localPort! & 0xff));
    splice(wire, origin);
  };
  return running(asked, serve);
}

async function running(asked: string[], serve: (wire: Wire) => Promise<void>, tls?: TlsOptions): Promise<RealProxy> {
  const origin = await startRawOrigin({
    ...(tls ? { tls } : {}),
    serve: (wire) => {
      serve(wire).catch(() => wire.socket.destroy());
    },
  });
  onTestFinished(() => origin.close());
  return { port: origin.port, asked, origin };
}

async function taken(wire: Wire, count: number): Promise<Buffer> {
  await wire.until(count);
  return wire.take(count);
}

function reach(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
  });
}

/** Both directions, half-close and resets kept. */
function splice(wire: Wire, origin: Socket): void {
  const device = wire.socket;
  device.removeAllListeners('data');
  const early = wire.take(wire.received.length);
  if (early.length > 0) origin.write(early);
  device.pipe(origin);
  origin.pipe(device);
  device.on('close', () => (device.readableEnded ? origin.destroySoon() : resetSocket(origin)));
  origin.on('close', () => {
    if (origin.readableEnded) device.destroySoon();
    else if (device instanceof TLSSocket) device.destroy();
    else resetSocket(device);
  });
}
