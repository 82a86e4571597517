import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { closeServer } from '../../web/close-server.js';
import { listenOnLoopback } from '../../web/listen-on-loopback.js';

describe('listenOnLoopback', () => {
  it('is reached on 127.0.0.1 alone, and tells of later errors', async () => {
    const faults: unknown[] = [];
    const server = createServer();
    const port = await listenOnLoopback(server, (error) => faults.push(error));
    expect(server.address()).toEqual({ address: '127.0.0.1', family: 'IPv4', port });
    server.emit('error', new Error('later'));
    expect(faults).toEqual([new Error('later')]);
    await closeServer(server);
  });

  it('rejects when it cannot listen', async () => {
    const server = createServer();
    await listenOnLoopback(server, () => undefined);
    await expect(listenOnLoopback(server, () => undefined)).rejects.toMatchObject({ code: 'ERR_SERVER_ALREADY_LISTEN' });
    await closeServer(server);
  });
});
