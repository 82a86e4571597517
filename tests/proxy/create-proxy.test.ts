import { createServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClientFilter, ProxyStartError } from '../../proxy/index.js';
import { eventually } from '../harness/eventually.js';
import { readResponse } from '../harness/http-reader.js';
import { askProxy, dialProxy, openSecureTunnel, openTunnel } from '../harness/raw-device.js';
import { goodTls, type RawOrigin, startRawOrigin } from '../harness/raw-origin.js';
import { lifeProblems, proxyForTest, startProxy } from '../harness/test-proxy.js';

async function origin(options: Parameters<typeof startRawOrigin>[0] = {}): Promise<RawOrigin> {
  const started = await startRawOrigin({ halfOpen: false, ...options });
  onTestFinished(() => started.close());
  return started;
}

describe('starting', () => {
  it('on a port that is taken says so', async () => {
    const first = await proxyForTest();
    const error: unknown = await startProxy({ port: first.port }).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ProxyStartError);
    expect(error).toMatchObject({ failure: 'port-taken', message: expect.stringContaining('--port') });
  });

  it('on an address of another machine says so', async () => {
    const error: unknown = await startProxy({ host: '192.0.2.1' }).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ failure: 'address-not-available' });
  });
});

describe('who may use it', () => {
  it('a device whose address is not allowed is told so, and gets nothing', async () => {
    const proxy = await proxyForTest({ clientAllowed: () => false });
    const answer = await askProxy(proxy.port, 'GET http://origin.test/ HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(answer).toMatch(/127\.0\.0\.1 may not use this proxy/);
    expect([proxy.told, proxy.devices]).toEqual([[], []]);
  });

  it('is announced once for each address', async () => {
    const proxy = await proxyForTest({ clientAllowed: createClientFilter({ lan: false, clients: [] }) });
    for (let number = 0; number < 3; number += 1) await askProxy(proxy.port, '\x00');
    expect(proxy.devices).toEqual(['127.0.0.1']);
  });

  it('more connections than allowed are answered 503, until one leaves', async () => {
    const target = await origin();
    const proxy = await proxyForTest({ maxConnections: 2 });
    const first = await openTunnel(proxy.port, `origin.test:${target.port}`);
    await openTunnel(proxy.port, `origin.test:${target.port}`);
    expect(await askProxy(proxy.port, 'GET / HTTP/1.1\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 503 Service Unavailable\r\n[\s\S]*more than 2 connections/,
    );
    first.socket.resetAndDestroy();
    await proxy.untilClosed(1);
    await eventually(() => target.open === 1);
    await openTunnel(proxy.port, `origin.test:${target.port}`);
  });
});

describe('ending', () => {
  it('after drain new devices are refused, and what is open goes on', async () => {
    const target = await origin();
    const proxy = await proxyForTest();
    const wire = await openTunnel(proxy.port, `origin.test:${target.port}`);
    proxy.server.drain();
    expect(await askProxy(proxy.port, 'GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 503 [\s\S]*the run is ending/);
    wire.write('SSH-2.0-x\r\n');
    await (await target.next()).until('\r\n');
    expect(proxy.server.openConnections).toBe(1);
  });

  it('closes every connection at whatever stage it is, and tells of each before it is over', async () => {
    const silent = await origin();
    const secure = await origin({ tls: goodTls() });
    const hanging = await origin();
    const proxy = await startProxy({
      resolve: (host) => (host === 'slow.test' ? new Promise(() => undefined) : Promise.resolve(['127.0.0.1'])),
    });
    const dialling = await dialProxy(proxy.port);
    dialling.write('CONNECT slow.test:443 HTTP/1.1\r\nHost: a\r\n\r\n');
    const unclassified = await openTunnel(proxy.port, `origin.test:${silent.port}`);
    const handshaking = await openTunnel(proxy.port, `origin.test:${silent.port}`);
    handshaking.write(Buffer.from('160301', 'hex'));
    const intercepted = await openSecureTunnel(proxy.port, `origin.test:${secure.port}`);
    intercepted.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const absolute = await dialProxy(proxy.port);
    absolute.write(`GET http://origin.test:${hanging.port}/ HTTP/1.1\r\nHost: a\r\n\r\n`);
    await (await hanging.next()).until('\r\n\r\n');
    await (await secure.next()).until('\r\n\r\n');
    await proxy.server.stop();
    expect(proxy.closed).toHaveLength(5);
    expect(lifeProblems(proxy.told)).toEqual([]);
    expect(proxy.faults).toEqual([]);
    expect(proxy.server.openConnections).toBe(0);
    await Promise.all([dialling, unclassified, handshaking, intercepted, absolute].map(({ left }) => left));
    await eventually(() => silent.open + secure.open + hanging.open === 0);
    expect(proxy.exchanges).toHaveLength(2);
  });

  it('frees its port', async () => {
    const proxy = await startProxy();
    await proxy.server.stop();
    await new Promise<void>((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(proxy.port, '127.0.0.1', () => server.close(() => resolve()));
    });
  });
});

describe('memory', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  /** What is really held: garbage of the four TLS endpoints in this process is no memory of the proxy's. */
  const rss = () => {
    collectGarbage();
    return process.memoryUsage().rss;
  };

  it.each(['a tunnel with TLS', 'absolute form'])('a download of 64 MiB through %s to a slow reader takes little of it', async (path) => {
    const size = 64 * 1024 * 1024;
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const target = await origin({
      ...(path === 'absolute form' ? {} : { tls: goodTls() }),
      serve: (wire) => {
        wire.until('\r\n\r\n').then(
          () => {
            wire.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
            let sent = 0;
            const pump = () => {
              while (sent < size) {
                sent += chunk.length;
                if (!wire.socket.write(chunk)) return void wire.socket.once('drain', pump);
              }
            };
            pump();
          },
          () => wire.socket.destroy(),
        );
      },
    });
    // The usual recorder would keep all 64 MiB.
    const ignored = () => undefined;
    const proxy = await proxyForTest({ events: { sink: () => ({ message: ignored, exchange: ignored, gap: ignored }) } });
    const name = `origin.test:${target.port}`;
    const wire = path === 'absolute form' ? await dialProxy(proxy.port) : await openSecureTunnel(proxy.port, name);
    const before = rss();
    let most = 0;
    let received = 0;
    let paused = 0;
    wire.socket.removeAllListeners('data');
    await new Promise<void>((resolve) => {
      wire.socket.on('data', (bytes: Buffer) => {
        received += bytes.length;
        if (received >= size) resolve();
        else if (received > (paused + 1) * 4 * 1024 * 1024) {
          paused += 1;
          wire.socket.pause();
          setTimeout(() => {
            most = Math.max(most, rss());
            wire.socket.resume();
          }, 40);
        }
      });
      wire.write(`GET ${path === 'absolute form' ? `http://${name}` : ''}/ HTTP/1.1\r\nHost: a\r\n\r\n`);
    });
    expect(paused).toBeGreaterThan(10);
    expect(most - before).toBeLessThan(32 * 1024 * 1024);
    wire.socket.destroy();
  });

  it('an idle tunnel with TLS takes less than 400 KiB, both of its ends included', async () => {
    const target = await origin({ tls: goodTls() });
    const proxy = await proxyForTest();
    const open = async (count: number) => {
      for (let number = 0; number < count; number += 10) {
        await Promise.all(Array.from({ length: 10 }, () => openSecureTunnel(proxy.port, `origin.test:${target.port}`)));
      }
    };
    await open(20);
    const before = rss();
    await open(100);
    // Four TLS endpoints in this process for each tunnel, two of them the proxy's.
    expect((rss() - before) / 100).toBeLessThan(400 * 1024);
  });
});

describe('a stream of events', () => {
  it.each(['a tunnel', 'absolute form'])('through %s has its head at once, before any event', async (path) => {
    const target = await origin();
    const proxy = await proxyForTest();
    const name = `origin.test:${target.port}`;
    const wire = path === 'a tunnel' ? await openTunnel(proxy.port, name) : await dialProxy(proxy.port);
    wire.write(`GET ${path === 'a tunnel' ? '' : `http://${name}`}/ HTTP/1.1\r\nHost: a\r\n\r\n`);
    const far = await target.next();
    await far.until('\r\n\r\n');
    far.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n');
    await wire.until('\r\n\r\n');
    for (const number of [1, 2]) {
      far.write(`9\r\ndata: ${number}\n\n\r\n`);
      await wire.until(`data: ${number}\n\n`);
    }
    // What streams is looked at while it does.
    await eventually(() => proxy.messages.some(({ body }) => body.bytes.includes('data: 2')));
    far.write('0\r\n\r\n');
    expect((await readResponse(wire)).complete).toBe(true);
    wire.socket.destroy();
  });
});
