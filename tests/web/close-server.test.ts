import { createServer } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { closeServer } from '../../web/close-server.js';
import { listenOnLoopback } from '../../web/listen-on-loopback.js';
import { httpExchange } from './http-exchange.js';

const noFault = (error: unknown): void => {
  throw error;
};

describe('closeServer', () => {
  it('lets an answer under way finish', async () => {
    const server = createServer((_, response) => {
      setTimeout(() => response.end('whole'), 50);
      void closeServer(server);
    });
    const port = await listenOnLoopback(server, noFault);
    expect((await httpExchange({ url: `http://127.0.0.1:${port}`, headers: { connection: 'close' } })).text).toBe('whole');
  });

  it('cuts what does not finish, and takes being called twice', async () => {
    const server = createServer(() => undefined);
    const port = await listenOnLoopback(server, noFault);
    const cut = new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.resume();
    });
    await new Promise<void>((resolve) => {
      server.once('request', () => resolve());
    });
    await Promise.all([closeServer(server, 10), closeServer(server, 10), cut]);
  });
});
