import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket, connect as tlsConnect } from 'node:tls';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { FrontHandlers } from '../../../proxy/capture/create-front.js';
import { peekFirstBytes } from '../../../proxy/capture/peek-first-bytes.js';
import { askProxy, dialProxy } from '../../harness/raw-device.js';
import { selfSigned } from '../../harness/self-signed.js';
import { Wire } from '../../harness/wire.js';

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;

/** An HTTP server behind the peek. What a test does not name is not to be called. */
async function front(handlers: Partial<FrontHandlers> = {}) {
  const faults: string[] = [];
  const server = createServer((request, response) => response.end(`served ${request.url}`));
  const unexpected = (): never => {
    throw new Error('nobody asked for this');
  };
  peekFirstBytes(server, {
    accept: () => true,
    redirected: () => false,
    socks5: unexpected,
    tls: unexpected,
    cleartext: (socket, serve) => serve(socket),
    connect: unexpected,
    request: unexpected,
    upgrade: unexpected,
    fault: (error) => void faults.push(error instanceof Error ? error.message : String(error)),
    ...handlers,
  });
  // Nobody here listens for errors of these: the peek must.
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { port: (server.address() as AddressInfo).port, faults };
}

/** Reads what there still is to read, and tells it back behind a name. */
const echoAs = (name: string) => (socket: Socket) => {
  socket.once('data', (bytes: Buffer) => socket.end(`${name} ${bytes.toString('hex')}`));
  socket.resume();
};

describe('peekFirstBytes', () => {
  it('hands HTTP on to the server, whole, however it comes', async () => {
    const { port, faults } = await front();
    expect(await askProxy(port, get('/a'))).toMatch(/^HTTP\/1\.1 200 OK\r\n.*served \/a/s);
    const wire = await dialProxy(port);
    await new Promise((resolve) => wire.socket.write('G', resolve));
    wire.write(get('/b').slice(1));
    expect(await wire.until('served /b')).toContain('200 OK');
    wire.socket.destroy();
    expect(faults).toEqual([]);
  });

  it('goes by the first byte, whatever it is, and keeps it', async () => {
    const { port, faults } = await front({
      socks5: (socket, first) => socket.end(`socks5 ${first.toString('hex')}`),
      tls: echoAs('tls'),
      cleartext: echoAs('cleartext'),
    });
    const answers = await Promise.all(Array.from({ length: 256 }, (_, byte) => askProxy(port, Buffer.of(byte, 1, 2))));
    const names: Readonly<Record<number, string>> = { 5: 'socks5', 22: 'tls' };
    const expected = answers.map((_, byte) => `${names[byte] ?? 'cleartext'} ${Buffer.of(byte, 1, 2).toString('hex')}`);
    expected[4] = '\u0000\u005b\u0000\u0000\u0000\u0000\u0000\u0000';
    expect(answers).toEqual(expected);
    expect(faults).toEqual([]);
  });

  it('serves HTTP inside of TLS', async () => {
    const { port } = await front({
      tls: (socket, serve) => serve(new TLSSocket(socket, { isServer: true, cert: selfSigned.cert, key: selfSigned.key })),
    });
    const wire = new Wire(tlsConnect({ port, host: '127.0.0.1', servername: 'origin.test', ca: selfSigned.cert }));
    wire.write(get('/secret'));
    expect(await wire.until('served /secret')).toContain('200 OK');
    wire.socket.destroy();
  });

  it('reads nothing of a device that is refused, nor of a connection that another handler took over', async () => {
    const refusing = await front({
      accept: (socket) => {
        socket.end('refused');
        return false;
      },
    });
    expect(await askProxy(refusing.port, get('/'))).toBe('refused');
    const taken = await front({
      redirected: (socket) => {
        echoAs('redirected')(socket);
        return true;
      },
    });
    expect(await askProxy(taken.port, Buffer.of(5, 1, 0))).toBe('redirected 050100');
    expect([refusing.faults, taken.faults]).toEqual([[], []]);
  });

  it.each([
    ['accept', 'GET'],
    ['redirected', 'GET'],
    ['socks5', '\u0005'],
    ['tls', '\u0016'],
    ['cleartext', 'GET'],
  ] as const)('loses one connection, told as a fault, when %s throws', async (name, bytes) => {
    let broken = true;
    const { port, faults } = await front({
      [name]: (socket: Socket, serve: unknown) => {
        if (broken) throw new Error(`${name} is broken`);
        if (name === 'cleartext') (serve as (socket: Socket) => void)(socket);
        return name === 'accept';
      },
    });
    expect(await askProxy(port, bytes)).toBe('');
    expect(faults).toEqual([`${name} is broken`]);
    broken = false;
    expect(await askProxy(port, get('/'))).toContain('served /');
  });

  it.each([
    ['leaves', (socket: Socket) => void socket.end()],
    ['breaks off', (socket: Socket) => void socket.resetAndDestroy()],
  ])('is not troubled by a device that %s before it has said anything', async (_how, leave) => {
    let accepted: Socket | undefined;
    const { port, faults } = await front({
      accept: (socket) => {
        accepted ??= socket;
        return true;
      },
    });
    const wire = await dialProxy(port);
    // Once another one is served, the first was accepted.
    expect(await askProxy(port, get('/'))).toContain('served /');
    const closed = new Promise((resolve) => accepted?.once('close', resolve));
    leave(wire.socket);
    await closed;
    expect(faults).toEqual([]);
  });
});

describe('a device that says nothing', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is waited for a minute, and no longer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let told = (_socket: Socket): void => undefined;
    const arrived = new Promise<Socket>((resolve) => {
      told = resolve;
    });
    const { port } = await front({
      accept: (socket) => {
        told(socket);
        return true;
      },
    });
    const wire = await dialProxy(port);
    const socket = await arrived;
    vi.advanceTimersByTime(59_999);
    expect(socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(socket.destroyed).toBe(true);
    await wire.left;
    wire.socket.destroy();
  });

  it('is not cut off any more once it has spoken', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { port } = await front({ socks5: (socket) => void socket.write('go on') });
    const wire = await dialProxy(port);
    wire.write('\u0005');
    await wire.until('go on');
    vi.advanceTimersByTime(600_000);
    expect(wire.gone).toBe(false);
    wire.socket.destroy();
  });
});
