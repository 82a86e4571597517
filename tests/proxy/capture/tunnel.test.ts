import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../harness/eventually.js';
import { openSecureTunnel, openTunnel } from '../../harness/raw-device.js';
import { goodTls, type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { lifeProblems, proxyForTest, type TestProxy, type TestProxyOptions } from '../../harness/test-proxy.js';
import { madeHello, realHello } from '../../harness/tls-hello.js';
import type { Wire } from '../../harness/wire.js';

async function origin(options: Parameters<typeof startRawOrigin>[0] = {}): Promise<RawOrigin> {
  const started = await startRawOrigin(options);
  onTestFinished(() => started.close());
  return started;
}

/** Both ends of a tunnel in cleartext. */
async function tunnel(options: TestProxyOptions = {}): Promise<{ proxy: TestProxy; device: Wire; far: Wire; target: RawOrigin }> {
  const target = await origin();
  const proxy = await proxyForTest(options);
  const device = await openTunnel(proxy.port, `origin.test:${target.port}`);
  return { proxy, device, far: await target.next(), target };
}

/** Both ends of a tunnel with TLS, either leg of which is up. */
async function tlsTunnel(options: TestProxyOptions = {}): Promise<{ proxy: TestProxy; device: Wire; far: Wire }> {
  const target = await origin({ tls: goodTls() });
  const proxy = await proxyForTest(options);
  const device = await openSecureTunnel(proxy.port, `origin.test:${target.port}`);
  return { proxy, device, far: await target.next() };
}

async function onlyClosed(proxy: TestProxy) {
  const [closed] = await proxy.untilClosed(1);
  expect(lifeProblems(proxy.told)).toEqual([]);
  expect(proxy.faults).toEqual([]);
  return closed!;
}

describe('what opens a tunnel', () => {
  it('cleartext HTTP is read', async () => {
    const { proxy, device, far } = await tunnel();
    device.write('GET /x?user=7 HTTP/1.1\r\nHost: a\r\n\r\n');
    await far.until('\r\n\r\n');
    far.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    await device.until('ok');
    device.socket.end();
    expect(await onlyClosed(proxy)).toMatchObject({ wire: 'cleartext', interception: 'cleartext' });
    expect(proxy.messages.map(({ kind }) => kind)).toEqual(['http-request', 'http-response']);
  });

  it('a server that speaks first is relayed, and so is what the client had begun to say', async () => {
    const { proxy, device, far } = await tunnel();
    device.write('EH');
    await new Promise((done) => setTimeout(done, 30));
    far.write('220 mail.test ESMTP\r\n');
    expect(await device.until('\r\n')).toBe('220 mail.test ESMTP\r\n');
    device.write('LO me\r\n');
    expect(await far.until('\r\n')).toBe('EHLO me\r\n');
    far.socket.end();
    device.socket.end();
    expect(await onlyClosed(proxy)).toMatchObject({ wire: 'cleartext', interception: 'opaque' });
    expect(new Set(proxy.messages.map(({ kind }) => kind))).toEqual(new Set(['opaque']));
  });

  it.each([
    ['bytes of an unknown protocol', 'XPROTO-2.0-x\r\n', { wire: 'cleartext', interception: 'opaque' }, []],
    ['SSH', 'SSH-2.0-x\r\n', { wire: 'cleartext', interception: 'opaque', protocol: 'ssh' }, ['unsupported-protocol']],
    ['HTTP/2 in cleartext', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', { wire: 'cleartext', interception: 'cleartext', protocol: 'h2' }, []],
    ['TLS that cannot be read', madeHello([[16, Buffer.of(0, 1, 0)]]), { wire: 'tls', interception: 'opaque' }, ['unsupported-protocol']],
  ])('%s is relayed as it came', async (_name, bytes, facts, gaps) => {
    const { proxy, device, far } = await tunnel();
    device.write(bytes);
    await far.until(bytes.length);
    expect(far.text).toBe(typeof bytes === 'string' ? bytes : bytes.toString('latin1'));
    far.socket.end('bye');
    await device.until('bye');
    device.socket.end();
    expect(await onlyClosed(proxy)).toMatchObject(facts);
    expect(proxy.gaps.map(({ reason }) => reason)).toEqual(gaps);
    expect(proxy.told[0]).toMatchObject({ event: 'opened' });
  });

  it('a word that may be all the device says is not held for long, and what becomes HTTP after all is read', async () => {
    const { proxy, device, far } = await tunnel({ handshakeTimeout: 60 });
    device.write('GE');
    expect(await far.until('GE')).toBe('GE');
    device.write('T /late HTTP/1.1\r\nHost: a\r\n\r\n');
    await far.until('\r\n\r\n');
    far.socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    await device.left;
    device.socket.end();
    expect(await onlyClosed(proxy)).toMatchObject({ wire: 'cleartext' });
    expect(proxy.messages[0]).toMatchObject({ kind: 'http-request', request: { target: '/late' } });
  });

  it('half a ClientHello and then silence is relayed once its time is over', async () => {
    const hello = (await realHello()).subarray(0, 100);
    const { proxy, device, far } = await tunnel({ handshakeTimeout: 80 });
    device.write(hello);
    await far.until(100);
    expect(far.received.equals(hello)).toBe(true);
    far.socket.end();
    device.socket.end();
    expect(await onlyClosed(proxy)).toMatchObject({ wire: 'tls', interception: 'opaque' });
  });

  it('half a ClientHello and then an end goes on to the origin, whose answer comes back', async () => {
    const hello = (await realHello()).subarray(0, 100);
    const { proxy, device, far } = await tunnel();
    device.write(hello);
    device.socket.end();
    await far.left;
    expect(far.received.equals(hello)).toBe(true);
    far.socket.end('\x15\x03\x03\x00\x02\x02\x32');
    await device.left;
    expect(device.text).toBe('\x15\x03\x03\x00\x02\x02\x32');
    expect(await onlyClosed(proxy)).toMatchObject({ wire: 'tls', interception: 'pending', failureCause: 'closed-in-handshake' });
    expect(proxy.messages).toEqual([]);
  });

  it('half a word and then an end goes on, and both directions are looked at', async () => {
    const { proxy, device, far } = await tunnel();
    device.write('HE');
    device.socket.end();
    await far.left;
    expect(far.text).toBe('HE');
    far.socket.end('what?');
    await device.left;
    expect(device.text).toBe('what?');
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'opaque', bytesFromClient: 2, bytesFromServer: 5 });
    expect(proxy.messages.map(({ direction, body }) => [direction, body.bytes.toString()])).toEqual([
      ['client-to-server', 'HE'],
      ['server-to-client', 'what?'],
    ]);
  });

  it('an origin that never ends after half a word is not waited for longer than a handshake', async () => {
    const { proxy, device, far } = await tunnel({ handshakeTimeout: 80 });
    device.write('HE');
    device.socket.end();
    await far.left;
    await onlyClosed(proxy);
  });
});

describe('a tunnel in which nobody speaks', () => {
  it('may stay open, until the idle limit', async () => {
    const { proxy, device, far } = await tunnel({ idleLimit: 200 });
    await Promise.all([device.left, far.left]);
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'pending' });
  });

  it('ends with the run', async () => {
    const { proxy, device, far } = await tunnel();
    await proxy.server.stop();
    await Promise.all([device.left, far.left]);
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'pending' });
  });

  it.each([
    ['the device ends', 'device', 'end', 'pending', undefined],
    ['the device resets', 'device', 'resetAndDestroy', 'pending', undefined],
    ['the origin ends', 'far', 'end', 'pending', undefined],
    ['the origin resets', 'far', 'resetAndDestroy', 'origin-failed', 'reset'],
  ] as const)('when %s is seen to do so by the other side', async (_name, who, how, interception, failureCause) => {
    const { proxy, device, far } = await tunnel();
    const [one, other] = who === 'device' ? [device, far] : [far, device];
    one.socket[how]();
    const left = await other.left;
    expect(left.how).toBe(how === 'end' ? 'ended' : 'reset');
    other.socket.end();
    const closed = await onlyClosed(proxy);
    expect(closed.interception).toBe(interception);
    expect(closed.failureCause).toBe(failureCause);
  });
});

describe('passthrough', () => {
  it('relays the very bytes, so that the device sees the origin’s own certificate', async () => {
    const { cert, key } = { ...goodTls('pinned.test') };
    const target = await origin({ tls: { cert: cert!, key: key!, ALPNProtocols: ['h2'] } });
    const proxy = await proxyForTest({ passthrough: (host) => host === 'pinned.test' });
    const device = await openSecureTunnel(proxy.port, `origin.test:${target.port}`, {
      servername: 'pinned.test',
      host: 'pinned.test',
      ca: testAuthority('origin').certificatePem,
      ALPNProtocols: ['h2', 'x'],
    });
    expect(device.socket.alpnProtocol).toBe('h2');
    const far = await target.next();
    device.write('secret');
    await far.until('secret');
    far.socket.end('answer');
    await device.until('answer');
    device.socket.end();
    const closed = await onlyClosed(proxy);
    expect(closed).toMatchObject({ wire: 'tls', interception: 'passthrough', tls: { serverName: 'pinned.test' } });
    expect(closed.tls?.origin).toBeUndefined();
    expect(closed.bytesFromClient).toBeGreaterThan(100);
    expect(proxy.messages).toEqual([]);
  });

  it('goes by the CONNECT target where there is no SNI', async () => {
    const target = await origin();
    const proxy = await proxyForTest({ passthrough: (host) => host === 'origin.test' });
    const device = await openTunnel(proxy.port, `origin.test:${target.port}`);
    const hello = await realHello();
    device.write(hello);
    const far = await target.next();
    await far.until(hello.length);
    expect(far.received.equals(hello)).toBe(true);
    device.socket.resetAndDestroy();
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'passthrough' });
  });
});

describe.each(['cleartext', 'TLS'])('a relay in %s', (wire) => {
  const open = (options: TestProxyOptions = {}) => (wire === 'TLS' ? tlsTunnel(options) : tunnel(options));
  /** Gets both sides past classification. */
  const speak = async ({ device, far }: { device: Wire; far: Wire }) => {
    device.write('POST / HTTP/1.1\r\n\r\n');
    await far.until('\r\n\r\n');
    far.take(far.received.length);
  };

  it('keeps half-close from the device: the origin may still answer at length', async () => {
    const ends = await open();
    await speak(ends);
    ends.device.socket.end('last');
    expect(await ends.far.left).toEqual({ how: 'ended' });
    expect(ends.far.text).toBe('last');
    const answer = Buffer.alloc(300_000, 'answer ');
    ends.far.socket.end(answer);
    await ends.device.left;
    expect(ends.device.received.equals(answer)).toBe(true);
    await onlyClosed(ends.proxy);
  });

  it('keeps half-close from the origin: the device may still send at length', async () => {
    const ends = await open();
    await speak(ends);
    ends.far.socket.end('HTTP/1.1 200 OK\r\n\r\nearly');
    expect(await ends.device.left).toEqual({ how: 'ended' });
    const upload = Buffer.alloc(300_000, 'upload ');
    ends.device.socket.end(upload);
    await ends.far.until(upload.length);
    expect(ends.far.received.equals(upload)).toBe(true);
    await onlyClosed(ends.proxy);
  });

  it.each(['device', 'far'] as const)('passes a reset of the %s on as a reset', async (who) => {
    const ends = await open();
    await speak(ends);
    const other = who === 'device' ? ends.far : ends.device;
    // A TLS socket cannot reset; the TCP socket below it can.
    const { socket } = ends[who];
    const raw = (socket as unknown as { _parent?: typeof socket })._parent ?? socket;
    raw.resetAndDestroy();
    const left = await other.left;
    if (wire === 'cleartext') expect(left).toMatchObject({ how: 'reset', error: { code: 'ECONNRESET' } });
    else expect(left.how).not.toBe('ended');
    await onlyClosed(ends.proxy);
  });

  it('waits for a reader that does not read, and loses nothing', async () => {
    const ends = await open();
    await speak(ends);
    ends.device.socket.pause();
    const size = 48 * 1024 * 1024;
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let sent = 0;
    const pump = () => {
      while (sent < size) {
        sent += chunk.length;
        if (!ends.far.socket.write(chunk)) return void ends.far.socket.once('drain', pump);
      }
      ends.far.socket.end();
    };
    pump();
    let before = -1;
    while (sent !== before) {
      before = sent;
      await new Promise((done) => setTimeout(done, 250));
    }
    expect(sent).toBeLessThan(size / 2);
    let received = 0;
    ends.device.socket.removeAllListeners('data');
    ends.device.socket.on('data', (bytes: Buffer) => {
      received += bytes.length;
    });
    ends.device.socket.resume();
    await ends.device.left;
    expect(received).toBe(size);
    ends.device.socket.end();
    await onlyClosed(ends.proxy);
  });

  it('stands still while the brake is on, in both directions', async () => {
    const ends = await open();
    await speak(ends);
    const { brake } = ends.proxy.server;
    brake.engage();
    ends.device.write('a');
    await ends.far.until('a');
    ends.device.write('b');
    ends.far.write('c');
    await ends.device.until('c');
    ends.far.write('d');
    await new Promise((done) => setTimeout(done, 60));
    expect([ends.far.text, ends.device.text]).toEqual(['a', 'c']);
    brake.release();
    await ends.far.until('ab');
    await ends.device.until('cd');
    expect(brake.pauses).toBe(1);
    ends.device.socket.destroy();
    ends.far.socket.destroy();
    await onlyClosed(ends.proxy);
  });
});

describe('a relay', () => {
  it('ends when idle, and not while bytes flow', async () => {
    const ends = await tunnel({ idleLimit: 1_200 });
    ends.device.write('SSH-2.0-x\r\n');
    await ends.far.until('\r\n');
    const began = performance.now();
    const ticking = setInterval(() => ends.far.write('.'), 200);
    await new Promise((done) => setTimeout(done, 2_000));
    expect(ends.device.gone).toBe(false);
    clearInterval(ticking);
    await Promise.all([ends.device.left, ends.far.left]);
    expect(performance.now() - began).toBeGreaterThan(2_500);
    await onlyClosed(ends.proxy);
  });
});

describe('observers and listeners that throw', () => {
  const boom = () => {
    throw new Error('boom');
  };

  it.each(['opened', 'closed', 'sink'] as const)('%s: the relay goes on, and it is told as a fault', async (event) => {
    const { proxy, device, far } = await tunnel({ events: { [event]: boom } });
    device.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await far.until('\r\n\r\n');
    far.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    expect(await device.until('ok')).toMatch(/ok$/);
    device.socket.end();
    await eventually(() => proxy.server.openConnections === 0);
    expect(proxy.faults).toHaveLength(1);
  });

  it('a sink: the relay goes on, a gap is told, and nothing more is fed', async () => {
    const gaps: string[] = [];
    const { proxy, device, far } = await tunnel({
      events: { sink: () => ({ message: boom, exchange: boom, gap: ({ reason }) => void gaps.push(reason) }) },
    });
    device.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await far.until('\r\n\r\n');
    far.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    await device.until('ok');
    device.socket.end();
    await onlyClosedWith(proxy, 1);
    expect(gaps).toEqual(['inspection-failed']);
  });

  async function onlyClosedWith(proxy: TestProxy, faults: number) {
    await proxy.untilClosed(1);
    expect(lifeProblems(proxy.told)).toEqual([]);
    expect(proxy.faults).toHaveLength(faults);
  }
});
