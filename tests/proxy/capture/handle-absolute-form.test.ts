import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../harness/eventually.js';
import { headerOf, readResponse } from '../../harness/http-reader.js';
import { askProxy, dialProxy } from '../../harness/raw-device.js';
import { type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import { lifeProblems, proxyForTest } from '../../harness/test-proxy.js';
import type { Wire } from '../../harness/wire.js';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;

async function origin(serve?: (wire: Wire) => void): Promise<RawOrigin> {
  const started = await startRawOrigin(serve ? { serve } : {});
  onTestFinished(() => started.close());
  return started;
}

/** Answers each request head with the next of `answers`; `undefined` closes instead. */
function answering(...answers: (string | undefined)[]): (wire: Wire) => void {
  return (wire) => {
    const next = () => {
      wire.until('\r\n\r\n').then(
        (text) => {
          wire.take(text.length);
          const answer = answers.shift();
          if (answer === undefined) wire.socket.destroy();
          else {
            wire.write(answer);
            next();
          }
        },
        () => wire.socket.destroy(),
      );
    };
    next();
  };
}

const get = (port: number, path = '/') => head(`GET http://origin.test:${port}${path} HTTP/1.1`, 'Host: origin.test');
const post = (port: number, body: string) =>
  head(`POST http://origin.test:${port}/ HTTP/1.1`, 'Host: origin.test', `Content-Length: ${body.length}`) + body;

describe('where a request goes', () => {
  it('in origin-form to the local host, where there is one', async () => {
    const local = await origin(answering(ok));
    const proxy = await proxyForTest({ localHosts: new Map([['plainsight.internal', local.port]]) });
    const wire = await dialProxy(proxy.port);
    wire.write(head('GET /help HTTP/1.1', 'Host: 127.0.0.1'));
    expect((await readResponse(wire)).body.toString()).toBe('ok');
    expect(proxy.told[0]!.connection).toMatchObject({ internal: true, server: { host: 'plainsight.internal' } });
    wire.socket.destroy();
  });

  it('by name to the local host, and never to what DNS says of it', async () => {
    const local = await origin(answering(ok));
    const proxy = await proxyForTest({
      localHosts: new Map([['plainsight.internal', local.port]]),
      resolve: () => Promise.reject(new Error('asked')),
    });
    expect(await askProxy(proxy.port, head('GET http://plainsight.internal/ HTTP/1.1', 'Host: a', 'Connection: close'))).toMatch(/ 200 OK/);
  });

  it.each([
    ['127.0.0.1', 'OWN'],
    ['127.0.0.1', 'SELF'],
    ['127.1.2.3', 'OWN'],
    ['0.0.0.0', 'SELF'],
    ['[::ffff:127.0.0.1]', 'OWN'],
    ['[::ffff:7f00:1]', 'SELF'],
    ['[0:0:0:0:0:0:0:1]', 'OWN'],
    ['localhost', 'OWN'],
    ['some.name.test', 'SELF'],
  ])('not to %s at a port of our own (%s)', async (host, port) => {
    const own = await origin(answering(ok));
    const proxy = await proxyForTest({ ownPorts: () => new Set([own.port]) });
    const target = `${host}:${port === 'OWN' ? own.port : proxy.port}`;
    const answer = await askProxy(proxy.port, head(`GET http://${target}/ HTTP/1.1`, 'Host: a', 'Connection: close'));
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(await askProxy(proxy.port, head(`CONNECT ${target} HTTP/1.1`, 'Host: a'))).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(own.connections).toHaveLength(0);
  });

  it('not through an upstream proxy on this machine to a port of our own', async () => {
    const upstream = await origin(answering(ok));
    const proxy = await proxyForTest({
      ownPorts: () => new Set([1234]),
      upstream: () => ({ kind: 'http', host: '127.0.0.1', port: upstream.port }),
    });
    expect(await askProxy(proxy.port, head('GET http://localhost:1234/ HTTP/1.1', 'Host: a', 'Connection: close'))).toMatch(/ 403 /);
    expect(upstream.connections).toHaveLength(0);
  });

  it('over one device connection to several origins, each on a connection of its own that is kept', async () => {
    const [one, two] = [await origin(answering(ok, ok)), await origin(answering(ok, ok))];
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    for (const target of [one, two, one, two]) {
      wire.write(get(target.port));
      expect((await readResponse(wire)).status).toBe(200);
    }
    expect([one.connections.length, two.connections.length]).toEqual([1, 1]);
    wire.socket.destroy();
    const closed = await proxy.untilClosed(2);
    expect(new Set(closed.map(({ client }) => client.port)).size).toBe(1);
  });

  it('and keeps idle connections to 32 origins at most for one device connection', async () => {
    const proxy = await proxyForTest({ resolve: async () => ['127.0.0.1'] });
    const shared = await origin(answering(...Array<string>(100).fill(ok)));
    const wire = await dialProxy(proxy.port);
    for (let number = 0; number < 40; number += 1) {
      wire.write(head(`GET http://h${number}.test:${shared.port}/ HTTP/1.1`, 'Host: a'));
      await readResponse(wire);
    }
    await eventually(() => shared.open <= 32, 'old connections to close');
    wire.socket.destroy();
    await proxy.untilClosed(40);
    await eventually(() => shared.open === 0, 'all connections to close');
  });
});

describe('an origin that cannot be dialled', () => {
  it('that refuses is a 502 with the reason', async () => {
    const gone = await startRawOrigin();
    await gone.close();
    const proxy = await proxyForTest();
    const answer = await askProxy(proxy.port, get(gone.port).replace('Host', 'Connection: close\r\nHost'));
    expect(answer).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(answer).toMatch(/Plainsight-Error: origin\.test:\d+ refused the connection/);
    expect(proxy.closed[0]).toMatchObject({ interception: 'origin-failed', failureCause: 'connection-refused', capture: 'absolute-form' });
  });

  it('that does not resolve is a 502, in time a 504, and the device connection goes on', async () => {
    const proxy = await proxyForTest({
      dialTimeout: 100,
      resolve: (host) => (host === 'slow.test' ? new Promise(() => undefined) : Promise.reject(new Error('no such name'))),
    });
    const wire = await dialProxy(proxy.port);
    wire.write(head('GET http://none.test/ HTTP/1.1', 'Host: a'));
    expect((await readResponse(wire)).status).toBe(502);
    wire.write(head('GET http://slow.test/ HTTP/1.1', 'Host: a'));
    expect((await readResponse(wire)).status).toBe(504);
    expect(proxy.closed.map(({ failureCause }) => failureCause)).toEqual(['name-not-resolved', 'timeout']);
    wire.socket.destroy();
  });
});

describe('a kept connection that the origin has closed', () => {
  it('is replaced for a GET, unseen by the device', async () => {
    const target = await origin(answering(ok, undefined, ok));
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(get(target.port, '/1'));
    await readResponse(wire);
    wire.write(get(target.port, '/2'));
    expect((await readResponse(wire)).status).toBe(200);
    expect(target.connections).toHaveLength(2);
    wire.socket.destroy();
  });

  it('is a 502 for a POST, which is never sent twice', async () => {
    const target = await origin(answering(ok, undefined, ok));
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(get(target.port));
    await readResponse(wire);
    wire.write(post(target.port, 'pay'));
    expect((await readResponse(wire)).status).toBe(502);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(target.connections).toHaveLength(1);
    wire.socket.destroy();
  });

  it('is a 502 for a GET that had part of an answer, or that fails on a new connection too', async () => {
    const target = await origin(answering(ok, 'HTTP/1.1 2', undefined, undefined));
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(get(target.port));
    await readResponse(wire);
    wire.write(get(target.port));
    await eventually(() => target.connections[0]!.text === '', 'the second request to arrive');
    await new Promise((resolve) => setTimeout(resolve, 30));
    target.connections[0]!.socket.destroy();
    expect((await readResponse(wire)).status).toBe(502);
    expect(target.connections).toHaveLength(1);
    wire.write(get(target.port));
    expect((await readResponse(wire)).status).toBe(502);
    expect(target.connections).toHaveLength(2);
    wire.socket.destroy();
  });

  it('that closed a while ago is not even tried', async () => {
    const target = await origin(answering(ok, ok));
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(get(target.port));
    await readResponse(wire);
    target.connections[0]!.socket.destroy();
    await proxy.untilClosed(1);
    wire.write(post(target.port, 'pay'));
    expect((await readResponse(wire)).status).toBe(200);
    wire.socket.destroy();
  });
});

describe('bodies', () => {
  it('an early answer does not stop the upload, and the connection goes on', async () => {
    const target = await origin((wire) => {
      wire.until('\r\n\r\n').then(
        () => wire.write(ok),
        () => wire.socket.destroy(),
      );
    });
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    const body = 'x'.repeat(100_000);
    wire.write(post(target.port, body).slice(0, -50_000));
    expect((await readResponse(wire)).status).toBe(200);
    wire.write(body.slice(50_000));
    const arrived = await target.next();
    await arrived.until((text) => text.endsWith(body));
    arrived.take(arrived.received.length);
    wire.write(get(target.port, '/next'));
    await arrived.until('GET /next');
    arrived.write(ok);
    expect((await readResponse(wire)).status).toBe(200);
    expect(target.connections).toHaveLength(1);
    wire.socket.destroy();
  });

  it('an early answer of an origin that then closes arrives whole', async () => {
    const target = await origin((wire) => {
      wire.until('\r\n\r\n').then(
        () => wire.socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig'),
        () => wire.socket.destroy(),
      );
    });
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(post(target.port, 'x'.repeat(100_000)).slice(0, 1_000));
    const { status, body, complete } = await readResponse(wire);
    expect([status, body.toString(), complete]).toEqual([413, 'big', true]);
    wire.socket.destroy();
  });

  it('a device that leaves in the middle of its upload is seen to leave', async () => {
    const target = await origin();
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(post(target.port, 'x'.repeat(1_000)).slice(0, -500));
    const arrived = await target.next();
    await arrived.until('xxx');
    wire.socket.destroy();
    await arrived.left;
    await proxy.untilClosed(1);
  });

  it('a device that leaves while its origin is being dialled leaves nothing behind', async () => {
    let resolve: (addresses: string[]) => void = () => undefined;
    const proxy = await proxyForTest({ resolve: () => new Promise((done) => (resolve = done)) });
    const target = await origin();
    const wire = await dialProxy(proxy.port);
    wire.write(get(target.port));
    await eventually(() => proxy.server.openConnections === 1);
    wire.socket.destroy();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ interception: 'pending', failureCause: 'closed-before-first-byte' });
    resolve(['127.0.0.1']);
    await new Promise((done) => setTimeout(done, 30));
    expect(target.connections).toHaveLength(0);
  });

  it('a response that is reset in the middle is reset for the device', async () => {
    const target = await origin((wire) => {
      wire.until('\r\n\r\n').then(
        () => wire.write('HTTP/1.1 200 OK\r\n\r\nhalf'),
        () => wire.socket.destroy(),
      );
    });
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(get(target.port));
    await wire.until('half');
    (await target.next()).socket.resetAndDestroy();
    expect(await wire.left).toMatchObject({ how: 'reset', error: { code: 'ECONNRESET' } });
  });

  it('a chunked response to an HTTP/1.0 device loses its chunks', async () => {
    const target = await origin(answering('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'));
    const proxy = await proxyForTest();
    const answer = await askProxy(proxy.port, head(`GET http://origin.test:${target.port}/ HTTP/1.0`, 'Host: a'));
    expect(answer).toBe('HTTP/1.1 200 OK\r\n\r\nok');
  });
});

describe('what Node cannot relay', () => {
  it.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nbroken\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a control character in the reason', 'HTTP/1.1 200 O\x01K\r\nContent-Length: 2\r\n\r\nok'],
    ['a control character in a header', 'HTTP/1.1 200 OK\r\nX: a\x01b\r\nContent-Length: 2\r\n\r\nok'],
    ['a 101 that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
  ])('%s in a response is a 502, and the device connection goes on', async (_name, bytes) => {
    const target = await origin(answering(bytes, ok));
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(get(target.port));
    const { status, head: lines } = await readResponse(wire);
    expect(status).toBe(502);
    expect(headerOf(lines, 'plainsight-error')).toHaveLength(1);
    wire.write(get(target.port));
    expect((await readResponse(wire)).status).toBe(200);
    wire.socket.destroy();
    await proxy.untilClosed(2);
    expect(lifeProblems(proxy.told)).toEqual([]);
    expect(proxy.faults).toEqual([]);
  });

  it('a URL that is not ASCII is refused, not crippled', async () => {
    const proxy = await proxyForTest();
    expect(await askProxy(proxy.port, head('GET http://origin.test/\xfc HTTP/1.1', 'Host: a'))).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('a pause', () => {
  it('by the brake stops a body on its way, in both directions', async () => {
    const target = await origin();
    const proxy = await proxyForTest();
    const { brake } = proxy.server;
    const wire = await dialProxy(proxy.port);
    wire.write(post(target.port, 'abc').slice(0, -3));
    const far = await target.next();
    await far.until('\r\n\r\n');
    far.take(far.received.length);
    brake.engage();
    wire.write('a');
    await far.until('a');
    wire.write('b');
    await new Promise((done) => setTimeout(done, 40));
    expect(far.text).toBe('a');
    brake.release();
    await far.until('ab');
    wire.write('c');
    await far.until('abc');
    brake.engage();
    far.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx');
    await wire.until('\r\n\r\nx');
    far.write('y');
    await new Promise((done) => setTimeout(done, 40));
    expect(wire.text.endsWith('x')).toBe(true);
    brake.release();
    await wire.until('xy');
    wire.socket.destroy();
  });

  it('longer than the idle limit ends a device connection that asks for nothing', async () => {
    const proxy = await proxyForTest({ idleLimit: 100 });
    const wire = await dialProxy(proxy.port);
    wire.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    expect((await readResponse(wire)).status).toBe(400);
    await wire.left;
  });
});

describe('many pipelined requests', () => {
  it('are all answered in order, without being held all at once', async () => {
    const target = await origin((wire) => {
      let at = 0;
      wire.socket.on('data', () => {
        for (let end = wire.text.indexOf('\r\n\r\n', at); end >= 0; end = wire.text.indexOf('\r\n\r\n', at)) {
          const number = /GET \/(\d+) /.exec(wire.text.slice(at))![1]!;
          at = end + 4;
          wire.write(`HTTP/1.1 200 OK\r\nContent-Length: ${number.length}\r\n\r\n${number}`);
        }
      });
    });
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    const count = 200;
    for (let number = 0; number < count; number += 1) wire.write(get(target.port, `/${number}`));
    for (let number = 0; number < count; number += 1) expect((await readResponse(wire)).body.toString()).toBe(`${number}`);
    expect(target.connections).toHaveLength(1);
    wire.socket.destroy();
  });
});

describe('what is observed', () => {
  it('are the bytes on the wire, in both directions', async () => {
    const target = await origin(answering(ok));
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(get(target.port, '/secret?user=7'));
    await readResponse(wire);
    wire.socket.destroy();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ wire: 'cleartext', interception: 'cleartext', bytesFromServer: ok.length });
    expect(proxy.messages.map(({ kind, request }) => [kind, request?.target])).toEqual([
      ['http-request', '/secret?user=7'],
      ['http-response', '/secret?user=7'],
    ]);
    expect(proxy.exchanges).toHaveLength(1);
    expect(lifeProblems(proxy.told)).toEqual([]);
  });
});
