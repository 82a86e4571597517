import { describe, expect, it, onTestFinished } from 'vitest';
import { askProxy, dialProxy } from '../../harness/raw-device.js';
import { type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import { lifeProblems, proxyForTest } from '../../harness/test-proxy.js';
import type { Wire } from '../../harness/wire.js';

async function origin(serve?: (wire: Wire) => void): Promise<RawOrigin> {
  const started = await startRawOrigin(serve ? { serve } : {});
  onTestFinished(() => started.close());
  return started;
}

const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const webSocket = (port: number, scheme = 'ws') =>
  head(
    `GET ${scheme}://origin.test:${port}/chat?x HTTP/1.1`,
    'Host: origin.test',
    'proxy-connection: keep-alive',
    'Connection: keep-alive, Upgrade',
    'UPGRADE: websocket',
    'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
  );
const accepted = head('HTTP/1.1 101 Web Socket Protocol Handshake', 'Upgrade: WebSocket', 'connection: upgrade', 'X-Odd: \xe4');

describe('a cleartext upgrade in absolute form', () => {
  it.each(['ws', 'http'])('of %s:// is relayed byte for byte, head, answer and all that follows', async (scheme) => {
    const target = await origin();
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(`${webSocket(target.port, scheme)}\x81\x01a`);
    const arrived = await target.next();
    await arrived.until('\r\n\r\n');
    arrived.write(`${accepted}\x81\x02hi`);
    expect(await wire.until('hi')).toBe(`${accepted}\x81\x02hi`);
    wire.write('\x82\x01b');
    await arrived.until('\x82\x01b');
    expect(arrived.text).toBe(
      `${head(
        'GET /chat?x HTTP/1.1',
        'Host: origin.test',
        'Connection: keep-alive, Upgrade',
        'UPGRADE: websocket',
        'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
      )}\x81\x01a\x82\x01b`,
    );
    wire.socket.end();
    await arrived.left;
    arrived.socket.end();
    expect(await wire.left).toEqual({ how: 'ended' });
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ wire: 'cleartext', interception: 'cleartext', capture: 'absolute-form' });
    expect(closed!.bytesFromClient).toBe(arrived.received.length);
    expect(proxy.messages[0]).toMatchObject({ kind: 'http-request', request: { target: '/chat?x' } });
    const messages = proxy.messages.filter(({ kind }) => kind === 'websocket');
    const texts = (direction: string) =>
      messages.filter((message) => message.direction === direction).map(({ body }) => body.bytes.toString());
    expect([texts('client-to-server'), texts('server-to-client')]).toEqual([['a', 'b'], ['hi']]);
    expect(messages[0]?.request?.target).toBe('/chat?x');
    expect(lifeProblems(proxy.told)).toEqual([]);
  });

  it('that is refused gets the refusal as it stood, interim responses too; the next request is not sent to the same origin', async () => {
    const refusal = `${head('HTTP/1.1 103 Early Hints', 'Link: x')}${head('HTTP/1.1 401 No Way', 'Content-Length: 2', 'WWW-Authenticate: Basic')}no`;
    const target = await origin((wire) => {
      wire.until('\r\n\r\n').then(
        () => wire.write(refusal),
        () => wire.socket.destroy(),
      );
    });
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(webSocket(target.port));
    await wire.until(refusal.length);
    wire.write(head('GET http://other.test/secret HTTP/1.1', 'Host: other.test'));
    await wire.left;
    expect(wire.text).toBe(refusal);
    expect((await target.next()).text).not.toContain('secret');
    wire.socket.destroy();
    await proxy.untilClosed(1);
    expect(proxy.messages.map(({ response }) => response?.status)).toEqual([undefined, 103, 401]);
    expect(lifeProblems(proxy.told)).toEqual([]);
  });

  it('to h2c, which origins ignore, says that the connection ends after the answer', async () => {
    const answer = `${head('HTTP/1.1 200 OK', 'Content-Length: 2', 'Connection: close')}ok`;
    const target = await origin((wire) => {
      wire.until('\r\n\r\n').then(
        () => wire.socket.end(answer),
        () => wire.socket.destroy(),
      );
    });
    const proxy = await proxyForTest();
    const upgrade = head(
      `GET http://origin.test:${target.port}/ HTTP/1.1`,
      'Host: a',
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAMAAABk',
    );
    expect(await askProxy(proxy.port, upgrade)).toBe(answer);
    expect((await target.next()).text).toContain('\r\nConnection: Upgrade, HTTP2-Settings, close\r\n');
    await proxy.untilClosed(1);
  });

  it('with a body passes the body on without waiting for the answer', async () => {
    const target = await origin();
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(
      head(`POST http://origin.test:${target.port}/ HTTP/1.1`, 'Host: a', 'Content-Length: 4', 'Connection: Upgrade', 'Upgrade: h2c'),
    );
    const arrived = await target.next();
    await arrived.until('\r\n\r\n');
    wire.write('body');
    await arrived.until('body');
    wire.socket.resetAndDestroy();
    await proxy.untilClosed(1);
  });

  it('to an origin that refuses, loops or never answers', async () => {
    const gone = await startRawOrigin();
    await gone.close();
    const proxy = await proxyForTest();
    expect(await askProxy(proxy.port, webSocket(gone.port))).toMatch(/^HTTP\/1\.1 502 /);
    expect(await askProxy(proxy.port, webSocket(proxy.port))).toMatch(/^HTTP\/1\.1 403 /);
    const silent = await origin();
    const wire = await dialProxy(proxy.port);
    wire.write(webSocket(silent.port));
    const arrived = await silent.next();
    wire.socket.resetAndDestroy();
    await arrived.left;
    await proxy.untilClosed(3);
    expect(proxy.messages.map(({ kind }) => kind)).toContain('http-request');
    expect(lifeProblems(proxy.told)).toEqual([]);
  });

  it.each(['ended', 'reset'])('whose origin is %s before its head is whole', async (how) => {
    const target = await origin((wire) => {
      wire.until('\r\n\r\n').then(
        () => {
          wire.write('HTTP/1.1 10');
          setTimeout(() => (how === 'ended' ? wire.socket.end() : wire.socket.resetAndDestroy()), 30);
        },
        () => wire.socket.destroy(),
      );
    });
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(webSocket(target.port));
    const left = await wire.left;
    if (how === 'ended') expect(wire.text).toBe('HTTP/1.1 10');
    else expect(left.how).toBe('reset');
    wire.socket.destroy();
    await proxy.untilClosed(1);
  });

  it('that is no HTTP is passed on, and the run can end while it waits', async () => {
    const target = await origin((wire) => void wire.until('\r\n\r\n').then(() => wire.write('SSH-2.0-x\r\n\r\n')));
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write(webSocket(target.port));
    expect(await wire.until('\r\n\r\n')).toBe('SSH-2.0-x\r\n\r\n');
    const waiting = await dialProxy(proxy.port);
    waiting.write(webSocket((await origin()).port));
    await new Promise((done) => setTimeout(done, 30));
    await proxy.server.stop();
    expect(proxy.closed).toHaveLength(2);
    expect(lifeProblems(proxy.told)).toEqual([]);
  });
});
