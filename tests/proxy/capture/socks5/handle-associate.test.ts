import { describe, expect, it } from 'vitest';
import { eventually } from '../../../harness/eventually.js';
import { askSocks, associate, boundSocket, socksAddress, socksRequest, startUdpOrigin } from '../../../harness/socks5-client.js';
import { lifeProblems, proxyForTest } from '../../../harness/test-proxy.js';

const anywhere = { host: '0.0.0.0', port: 0 };

describe('UDP ASSOCIATE', () => {
  it('relays datagrams both ways, as one connection of its own', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    expect(device.relay.host).toBe('127.0.0.1');
    device.send(origin, 'one');
    device.send(origin, 'three');
    await device.until(2);
    expect(device.received).toEqual([
      { from: { host: '127.0.0.1', port: origin.port }, payload: Buffer.from('one') },
      { from: { host: '127.0.0.1', port: origin.port }, payload: Buffer.from('three') },
    ]);
    device.control.socket.end();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({
      capture: 'socks5-udp',
      transport: 'udp',
      client: { address: '127.0.0.1', port: device.socket.address().port },
      server: { address: '127.0.0.1', port: origin.port },
      connectTarget: { host: '127.0.0.1', port: origin.port },
      wire: 'cleartext',
      bytesFromClient: 8,
      bytesFromServer: 8,
    });
    expect(closed!.server).not.toHaveProperty('host');
    expect(proxy.messages.map(({ direction, body }) => [direction, body.bytes.toString()])).toEqual([
      ['client-to-server', 'one'],
      ['client-to-server', 'three'],
      ['server-to-client', 'one'],
      ['server-to-client', 'three'],
    ]);
    expect(lifeProblems(proxy.told)).toEqual([]);
    expect(proxy.faults).toEqual([]);
    // The TCP connection is none of the tested app's traffic.
    expect(proxy.told).toHaveLength(2);
  });

  it('ends the TCP connection in order when the device ends it', async () => {
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.control.socket.end();
    expect(await device.control.left).toEqual({ how: 'ended' });
  });

  it('ends with the run, and so does the TCP connection', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.send(origin, 'x');
    await device.until(1);
    await proxy.server.stop();
    await device.control.left;
    expect(proxy.closed).toHaveLength(1);
    expect(lifeProblems(proxy.told)).toEqual([]);
    device.send(origin, 'late');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(origin.arrived).toHaveLength(1);
  });

  it('resolves a name once, keeps what comes meanwhile, and answers with the address', async () => {
    const origin = await startUdpOrigin();
    let resolve: (addresses: string[]) => void = () => undefined;
    const asked: string[] = [];
    const proxy = await proxyForTest({
      resolve: (host) => {
        asked.push(host);
        return new Promise((done) => (resolve = done));
      },
    });
    const device = await associate(proxy.port);
    for (let index = 0; index < 40; index += 1) device.send({ host: 'Echo.TEST.', port: origin.port }, `d${index}`);
    await eventually(() => proxy.server.openConnections === 1);
    await new Promise((done) => setTimeout(done, 50));
    expect(origin.arrived).toHaveLength(0);
    resolve(['127.0.0.1']);
    await device.until(32);
    device.send({ host: 'Echo.TEST.', port: origin.port }, 'last');
    await device.until(33);
    // Thirty-two are kept, in order; what is more is lost as on a network.
    expect(origin.arrived.map(({ datagram }) => datagram.toString())).toEqual([
      ...Array.from({ length: 32 }, (_, index) => `d${index}`),
      'last',
    ]);
    expect(device.received[0]!.from).toEqual({ host: '127.0.0.1', port: origin.port });
    expect(asked).toEqual(['echo.test']);
    device.control.socket.destroy();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({
      server: { address: '127.0.0.1', port: origin.port, host: 'echo.test' },
      connectTarget: { host: 'echo.test', port: origin.port },
    });
  });

  it('works over IPv6, to IPv6 and IPv4 destinations', async () => {
    const six = await startUdpOrigin({ host: '::1' });
    const four = await startUdpOrigin();
    const proxy = await proxyForTest({ host: '::1' });
    const device = await associate(proxy.port, { host: '::1' });
    expect(device.relay.host).toBe('::1');
    device.send(six, 'six');
    device.send(four, 'four');
    await device.until(2);
    expect(new Set(device.received.map(({ from }) => from.host))).toEqual(new Set(['::1', '127.0.0.1']));
    device.control.socket.destroy();
    const closed = await proxy.untilClosed(2);
    expect(closed.map(({ client }) => client.address)).toEqual(['::1', '::1']);
    expect(proxy.faults).toEqual([]);
  });

  it('shows all destinations the same address of ours, and takes answers from another port of theirs', async () => {
    const elsewhere = await boundSocket();
    const first = await startUdpOrigin({ answer: (datagram, from) => elsewhere.send(datagram, from.port, from.address) });
    const second = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.send(first, 'read request');
    device.send(second, 'x');
    await device.until(2);
    expect(first.arrived[0]!.from.port).toBe(second.arrived[0]!.from.port);
    const other = device.received.find(({ payload }) => payload.toString() === 'read request')!;
    expect(other.from).toEqual({ host: '127.0.0.1', port: elsewhere.address().port });
    device.control.socket.destroy();
    const closed = await proxy.untilClosed(3);
    expect(closed.map(({ server, bytesFromClient, bytesFromServer }) => [server?.port, bytesFromClient, bytesFromServer])).toEqual(
      expect.arrayContaining([
        [first.port, 12, 0],
        [elsewhere.address().port, 0, 12],
        [second.port, 1, 1],
      ]),
    );
  });

  it('takes nothing from addresses that the device has not sent to', async () => {
    const origin = await startUdpOrigin({ answer: () => undefined });
    const stranger = await boundSocket('127.0.0.2');
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.send(origin, 'x');
    await eventually(() => origin.arrived.length === 1);
    const { port } = origin.arrived[0]!.from;
    await new Promise((resolve) => stranger.send('unasked', port, '127.0.0.1', resolve));
    origin.socket.send('asked', port, '127.0.0.1');
    await device.until(1);
    expect(device.received.map(({ payload }) => payload.toString())).toEqual(['asked']);
  });

  it('takes datagrams only from the first port that the device sends from', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.send(origin, 'x');
    await device.until(1);
    const other = await boundSocket();
    const datagram = Buffer.concat([Buffer.alloc(3), socksAddress(origin), Buffer.from('other')]);
    await new Promise((resolve) => other.send(datagram, device.relay.port, '127.0.0.1', resolve));
    device.send(origin, 'y');
    await device.until(2);
    expect(origin.arrived.map(({ datagram: bytes }) => bytes.toString())).toEqual(['x', 'y']);
  });

  it.each([
    ['0.0.0.0', false],
    ['127.0.0.1', false],
    // Behind a translation: the port is worth as little as the address.
    ['192.0.2.7', true],
  ])('takes the announced port at its word beside %s: %s', async (host, others) => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port, { announce: ({ port }) => ({ host, port: port === 1024 ? 1025 : port - 1 }) });
    device.send(origin, 'x');
    if (others) await device.until(1);
    else {
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(origin.arrived).toEqual([]);
    }
    const right = await associate(proxy.port, { announce: ({ port }) => ({ host, port }) });
    right.send(origin, 'y');
    await right.until(1);
  });

  it('drops what is no datagram of SOCKS, at every length, and goes on', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    const whole = Buffer.concat([Buffer.alloc(3), socksAddress({ host: 'name.test', port: origin.port })]);
    for (let length = 0; length < whole.length; length += 1) device.sendRaw(whole.subarray(0, length));
    const bad = (...bytes: number[]) => device.sendRaw(Buffer.from(bytes));
    bad(1, 0, 0, 1, 127, 0, 0, 1, origin.port >> 8, origin.port & 255, 1);
    bad(0, 1, 0, 1, 127, 0, 0, 1, origin.port >> 8, origin.port & 255, 1);
    bad(0, 0, 0, 2, 127, 0, 0, 1, origin.port >> 8, origin.port & 255, 1);
    bad(0, 0, 0, 3, 0, origin.port >> 8, origin.port & 255, 1);
    device.send({ host: '../etc', port: origin.port }, 'x');
    device.send({ host: '127.0.0.1', port: 0 }, 'x');
    device.send(origin, 'good');
    await device.until(1);
    expect(origin.arrived.map(({ datagram }) => datagram.toString())).toEqual(['good']);
    expect(proxy.faults).toEqual([]);
    device.control.socket.destroy();
    expect(await proxy.untilClosed(1)).toHaveLength(1);
  });

  it('relays empty datagrams, and the longest that fit', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.send(origin, '');
    await device.until(1);
    const longest = Buffer.alloc(65_507 - 10, 'abcdefg');
    device.send(origin, longest);
    await device.until(2);
    expect(device.received[0]!.payload.length).toBe(0);
    expect(device.received[1]!.payload.equals(longest)).toBe(true);
  });

  it('drops fragments, says so once as a gap, and relays the rest', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    const fragment = (payload: string) => Buffer.concat([Buffer.of(0, 0, 1), socksAddress(origin), Buffer.from(payload)]);
    device.sendRaw(fragment('part'));
    device.sendRaw(fragment('part'));
    device.send(origin, 'whole');
    await device.until(1);
    device.sendRaw(fragment('part'));
    device.send(origin, 'again');
    await device.until(2);
    device.control.socket.destroy();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ bytesFromClient: 10 });
    expect(origin.arrived.map(({ datagram }) => datagram.toString())).toEqual(['whole', 'again']);
    expect(proxy.gaps.filter(({ detail }) => detail.includes('fragments'))).toEqual([
      expect.objectContaining({ reason: 'unsupported-protocol', connectionId: closed!.id }),
    ]);
  });

  it('drops nothing but fragments, and that is a gap', async () => {
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.sendRaw(Buffer.concat([Buffer.of(0, 0, 0x81), socksAddress({ host: 'name.test', port: 9 }), Buffer.from('part')]));
    await eventually(() => proxy.server.openConnections === 1);
    device.control.socket.destroy();
    await proxy.untilClosed(1);
    expect(proxy.gaps).toHaveLength(1);
    expect(lifeProblems(proxy.told)).toEqual([]);
  });

  it('refuses its own ports, and those of other relays', async () => {
    const own = await startUdpOrigin();
    const good = await startUdpOrigin();
    const proxy = await proxyForTest({ ownPorts: () => new Set([own.port]) });
    const other = await associate(proxy.port);
    const device = await associate(proxy.port);
    for (const target of [own, { host: '127.0.0.1', port: proxy.port }, other.relay, { host: '::1', port: other.relay.port }]) {
      device.send(target, 'x');
    }
    device.send({ host: 'self.test', port: proxy.port }, 'x');
    device.send(good, 'x');
    await device.until(1);
    const closed = await proxy.untilClosed(5);
    expect(closed.map(({ interception, failureCause }) => [interception, failureCause])).toEqual(
      Array.from({ length: 5 }, () => ['origin-failed', 'protocol-error']),
    );
    expect(own.arrived).toEqual([]);
  });

  it('does not try a destination again for each datagram', async () => {
    let asked = 0;
    const proxy = await proxyForTest({
      resolve: async () => {
        asked += 1;
        throw new Error('no such name');
      },
    });
    const good = await startUdpOrigin();
    const device = await associate(proxy.port);
    for (let index = 0; index < 20; index += 1) device.send({ host: 'none.test', port: 9 }, 'x');
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ failureCause: 'name-not-resolved', connectTarget: { host: 'none.test', port: 9 } });
    device.send({ host: 'none.test', port: 9 }, 'x');
    device.send(good, 'x');
    await device.until(1);
    expect(asked).toBe(1);
    expect(proxy.closed).toHaveLength(1);
  });

  it('makes the faults that the tester asked for: nothing gets through, and the connection says why', async () => {
    const origin = await startUdpOrigin();
    const good = await startUdpOrigin();
    const proxy = await proxyForTest({ faultFor: ({ host }) => (host === 'broken.test' ? 'refuse' : undefined) });
    const device = await associate(proxy.port);
    device.send({ host: 'broken.test', port: origin.port }, 'x');
    device.send(good, 'x');
    await device.until(1);
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ injectedFault: 'refuse', interception: 'origin-failed', failureCause: 'injected' });
    expect(origin.arrived).toEqual([]);
  });

  it('is refused behind an upstream proxy, and what only some destinations need one for goes nowhere', async () => {
    const origin = await startUdpOrigin();
    const everywhere = await proxyForTest({ upstream: () => ({ kind: 'http', host: '127.0.0.1', port: 9 }) });
    const { wire, reply } = await askSocks(everywhere.port, socksRequest(3, anywhere));
    expect(reply.code).toBe(2);
    expect(await wire.left).toEqual({ how: 'ended' });
    const some = await proxyForTest({
      upstream: (_scheme, { host }) => (host === 'far.test' ? { kind: 'http', host: '127.0.0.1', port: 9 } : undefined),
    });
    const device = await associate(some.port);
    device.send({ host: 'far.test', port: origin.port }, 'x');
    device.send(origin, 'near');
    await device.until(1);
    expect(origin.arrived.map(({ datagram }) => datagram.toString())).toEqual(['near']);
    expect(some.closed[0]).toMatchObject({ failureCause: 'upstream-proxy-refused', connectTarget: { host: 'far.test' } });
  });

  it('the names that Plainsight serves itself have no datagrams', async () => {
    const proxy = await proxyForTest({ localHosts: new Map([['plainsight.test', 9]]) });
    const device = await associate(proxy.port);
    device.send({ host: 'plainsight.test', port: 80 }, 'x');
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ failureCause: 'protocol-error' });
  });

  it('says so of a destination that the system sends nothing to', async () => {
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.send({ host: '255.255.255.255', port: 9 }, 'x');
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ interception: 'origin-failed', failureCause: 'unreachable' });
  });

  it('loses a datagram that is too long for where it goes, and no other', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest({ host: '::1' });
    const device = await associate(proxy.port, { host: '::1' });
    device.send(origin, Buffer.alloc(65_510));
    device.send(origin, 'x');
    await device.until(1);
    expect(origin.arrived.map(({ datagram }) => datagram.length)).toEqual([1]);
    device.control.socket.destroy();
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ bytesFromClient: 1 });
  });

  it('holds datagrams while the brake is engaged, and lets them go on in order', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.send(origin, 'a');
    await device.until(1);
    proxy.server.brake.engage();
    for (const text of ['b', 'c', 'd']) device.send(origin, text);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(origin.arrived).toHaveLength(1);
    proxy.server.brake.release();
    await device.until(4);
    expect(device.received.map(({ payload }) => payload.toString()).join('')).toBe('abcd');
  });

  it('survives faults of whoever is told', async () => {
    const origin = await startUdpOrigin();
    const boom = () => {
      throw new Error('boom');
    };
    const proxy = await proxyForTest({ events: { opened: boom, sink: boom } });
    const device = await associate(proxy.port);
    device.send(origin, 'a');
    device.send(origin, 'b');
    await device.until(2);
    expect(proxy.faults.length).toBeGreaterThan(0);
  });

  it('is left by whatever more comes on the TCP connection', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const device = await associate(proxy.port);
    device.control.write(Buffer.alloc(100_000, 0x05));
    device.send(origin, 'a');
    await device.until(1);
    expect(device.control.gone).toBe(false);
  });
});
