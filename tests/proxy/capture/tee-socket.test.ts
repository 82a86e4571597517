import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { teeSocket } from '../../../proxy/capture/tee-socket.js';
import { ProxyContext } from '../../../proxy/proxy-context.js';
import type { ProxyOptions } from '../../../proxy/proxy-options.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import type { Wire } from '../../harness/wire.js';

async function teed(): Promise<{
  socket: Socket;
  far: Wire;
  context: ProxyContext;
  told: string[];
  connection: { bytesFromClient: number; bytesFromServer: number };
}> {
  const server = await startRawOrigin();
  onTestFinished(() => server.close());
  const told: string[] = [];
  const context = new ProxyContext({
    host: '127.0.0.1',
    port: 0,
    authority: testAuthority('device'),
    trustedRoots: [],
    passthrough: () => false,
    insecureOrigin: () => false,
    clientAllowed: () => true,
    upstream: () => undefined,
    localHosts: new Map(),
    ownPorts: () => new Set(),
    events: {
      opened: () => void told.push('opened'),
      closed: () => void told.push('closed'),
      sink: () => ({
        message: ({ kind, body }) => void told.push(`${kind} ${body.bytes.toString()}`),
        exchange: () => void told.push('exchange'),
        gap: ({ reason }) => void told.push(reason),
      }),
    },
  } satisfies ProxyOptions);
  onTestFinished(() => context.relays.stopAll());
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  await new Promise((done) => socket.once('connect', done));
  const connection = context.newConnection('absolute-form', socket);
  teeSocket(context, connection, socket);
  return { socket, far: await server.next(), context, told, connection };
}

const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n';

describe('teeSocket', () => {
  it.each([
    ['whole', (socket: Socket) => socket.write(`${head}abcdef`)],
    [
      'as latin1 text and as bytes',
      (socket: Socket) => socket.write(head, 'latin1') && socket.write(new Uint8Array(Buffer.from('abcdef'))),
    ],
    [
      'while corked',
      (socket: Socket) => {
        socket.cork();
        socket.write(head);
        socket.write('abc');
        socket.write('def');
        socket.uncork();
      },
    ],
    [
      'with its end',
      (socket: Socket) => {
        socket.write(`${head}abc`);
        socket.end('def');
      },
    ],
    ['with a callback and its end', (socket: Socket) => socket.end(`${head}abcdef`, 'latin1', () => undefined)],
  ])('sees each byte that is sent once: %s', async (_name, send) => {
    const { socket, far, told, connection } = await teed();
    send(socket);
    await far.until('abcdef');
    expect(far.text).toBe(`${head}abcdef`);
    expect(connection.bytesFromClient).toBe(far.received.length);
    far.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    await new Promise((done) => socket.resume().once('close', done));
    await new Promise((done) => setImmediate(done));
    expect(told).toEqual(['opened', 'http-request abcdef', 'http-response ok', 'exchange', 'closed']);
  });

  it('sees an answer only after whoever owns the socket', async () => {
    const { socket, far, told } = await teed();
    socket.write(`${head}abcdef`);
    const order: string[] = [];
    socket.on('data', () => order.push(told.includes('exchange') ? 'observed first' : 'owner first'));
    far.write('HTTP/1.1 204 No Content\r\n\r\n');
    await new Promise((done) => socket.once('data', done));
    await new Promise((done) => setImmediate(done));
    expect([order, told.includes('exchange')]).toEqual([['owner first'], true]);
    socket.destroy();
  });

  it('at the end of the run tells what is open, once, and ends the socket', async () => {
    const { socket, far, context, told } = await teed();
    socket.write(`${head}abc`);
    await far.until('abc');
    context.relays.stopAll();
    expect(socket.destroyed).toBe(true);
    await new Promise((done) => setTimeout(done, 20));
    expect(told.filter((event) => event === 'closed')).toHaveLength(1);
    expect(told.at(-1)).toBe('closed');
  });
});
