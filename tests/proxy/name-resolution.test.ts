import { isIP } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Connection } from '../../model/index.js';
import { answering, dnsServerForTest, zone } from '../harness/dns-server.js';
import { eventually } from '../harness/eventually.js';
import { openTunnel } from '../harness/raw-device.js';
import { startRawOrigin } from '../harness/raw-origin.js';
import { associate, startUdpOrigin } from '../harness/socks5-client.js';
import { proxyForTest, type TestProxyOptions } from '../harness/test-proxy.js';
import { realHello } from '../harness/tls-hello.js';

const records = zone({
  'api.example': { cname: 'api.cdn.example' },
  'api.cdn.example': { cname: 'edge.agora.example' },
  'edge.agora.example': ['127.0.0.1'],
  '1.0.0.127.in-addr.arpa': { ptr: 'Host.ISP.example' },
  'elsewhere.example': { cname: 'edge.agora.example.net' },
  'edge.agora.example.net': ['93.184.216.7'],
});
const chain = [
  { name: 'api.example', cname: 'api.cdn.example', ttl: 60 },
  { name: 'api.cdn.example', cname: 'edge.agora.example', ttl: 60 },
];

/** What became of one connection to a host by CONNECT, in which cleartext is spoken: the order of things, and how its name led there in the end. */
async function opened(host: string, options: TestProxyOptions, say = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n') {
  const origin = await startRawOrigin({ halfOpen: false });
  onTestFinished(() => origin.close());
  const named: Promise<void>[] = [];
  const events: string[] = [];
  const connections: Connection[] = [];
  const proxy = await proxyForTest({
    ...options,
    events: {
      named: (connection, settled) => {
        events.push('named');
        connections.push(connection);
        named.push(settled);
      },
      opened: (connection) => {
        events.push('opened');
        connections.push(connection);
      },
      closed: () => void events.push('closed'),
    },
  });
  const wire = await openTunnel(proxy.port, `${host}:${origin.port}`);
  wire.write(say);
  await (await origin.next()).until('\r\n\r\n');
  wire.socket.destroy();
  await eventually(() => events.includes('closed'));
  await Promise.all(named);
  await eventually(() => connections[0]?.resolution !== undefined || isIP(host) !== 0);
  expect(proxy.faults).toEqual([]);
  return { events, resolution: connections[0]?.resolution };
}

describe('how a name became an address', () => {
  it('is told to be on its way before a connection opens, where rules depend on it, and then known', async () => {
    const server = await dnsServerForTest(records);
    const { events, resolution } = await opened('api.example', { nameServers: [server.text], aliasWait: 10_000, needsPointers: true });
    expect(events).toEqual(['named', 'opened', 'closed']);
    expect(resolution).toEqual({
      name: 'api.example',
      source: 'dns',
      resolver: '127.0.0.1',
      chain,
      addresses: [{ address: '127.0.0.1', ttl: 60 }],
      pointers: ['host.isp.example'],
    });
  });

  it('is noted where nothing depends on it, and nobody is told to wait', async () => {
    const server = await dnsServerForTest(records);
    const { events, resolution } = await opened('api.example', { nameServers: [server.text] });
    expect(events).toEqual(['opened', 'closed']);
    expect(resolution).toMatchObject({ source: 'dns', chain });
  });

  it('holds up nothing where nobody answers: the relay has long gone on', async () => {
    const server = await dnsServerForTest(() => undefined);
    const origin = await startRawOrigin({ halfOpen: false });
    onTestFinished(() => origin.close());
    let settled = false;
    const proxy = await proxyForTest({
      nameServers: [server.text],
      aliasWait: 600_000,
      events: { named: (_connection, done) => void done.then(() => (settled = true)) },
    });
    const wire = await openTunnel(proxy.port, `api.example:${origin.port}`);
    wire.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const device = await origin.next();
    await device.until('\r\n\r\n');
    device.socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    await wire.until('\r\n\r\n');
    // Two questions of a second each have not been given up yet.
    expect(settled).toBe(false);
    wire.socket.destroy();
  });

  it('is late for good after a while', async () => {
    const server = await dnsServerForTest(() => undefined);
    const { resolution } = await opened('api.example', { nameServers: [server.text], aliasWait: 50 });
    expect(resolution).toEqual({ name: 'api.example', source: 'system', chain: [], addresses: [], chainUnknown: 'late' });
  });

  it('says so where the system gave another address', async () => {
    const server = await dnsServerForTest(records);
    const options = { nameServers: [server.text], aliasWait: 10_000 };
    const elsewhere = await opened('elsewhere.example', options);
    expect(elsewhere.resolution).toMatchObject({ source: 'system', chainUnknown: 'overridden' });
    const failing = await dnsServerForTest((query) => answering(query, [], { flags: 2 }));
    const refused = await opened('api.example', { ...options, nameServers: [failing.text] });
    expect(refused.resolution).toMatchObject({ chainUnknown: 'refused' });
  });

  it('is asked of the name in the ClientHello where a device asked for an address', async () => {
    const server = await dnsServerForTest(records);
    const origin = await startRawOrigin({ halfOpen: false });
    onTestFinished(() => origin.close());
    const proxy = await proxyForTest({ nameServers: [server.text], aliasWait: 10_000, passthrough: () => true });
    const wire = await openTunnel(proxy.port, `127.0.0.1:${origin.port}`);
    wire.write(await realHello({ servername: 'api.example' }));
    await origin.next();
    wire.socket.destroy();
    const [connection] = await proxy.untilClosed(1);
    expect(connection?.tls?.serverName).toBe('api.example');
    await eventually(() => server.asked.includes('A api.example'));
  });

  it('is nothing where only an address was named, and at once where something else than the system resolves', async () => {
    const server = await dnsServerForTest(records);
    const bare = await opened('127.0.0.1', { nameServers: [server.text], aliasWait: 10_000 });
    expect(bare).toEqual({ events: ['opened', 'closed'], resolution: undefined });
    const other = await opened('api.example', { aliasWait: 10_000 });
    expect(other).toEqual({
      events: ['opened', 'closed'],
      resolution: { name: 'api.example', source: 'system', chain: [], addresses: [], chainUnknown: 'overridden' },
    });
    expect(server.asked).toEqual([]);
  });

  it('is known of datagrams, too', async () => {
    const server = await dnsServerForTest(records);
    const origin = await startUdpOrigin();
    const connections: Connection[] = [];
    const proxy = await proxyForTest({
      nameServers: [server.text],
      aliasWait: 10_000,
      events: { named: (connection) => void connections.push(connection) },
    });
    const device = await associate(proxy.port);
    device.send({ host: 'api.example', port: origin.port }, 'one');
    await device.until(1);
    await eventually(() => connections[0]?.resolution !== undefined);
    expect(connections[0]?.resolution).toMatchObject({ source: 'dns', chain });
    device.control.socket.end();
    await proxy.untilClosed(1);
    expect(proxy.faults).toEqual([]);
  });

  it('survives listeners that throw', async () => {
    const server = await dnsServerForTest(records);
    const origin = await startRawOrigin({ halfOpen: false });
    onTestFinished(() => origin.close());
    const named = () => {
      throw new Error('of the listener');
    };
    const proxy = await proxyForTest({ nameServers: [server.text], aliasWait: 10_000, events: { named } });
    const wire = await openTunnel(proxy.port, `api.example:${origin.port}`);
    wire.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await (await origin.next()).until('\r\n\r\n');
    wire.socket.destroy();
    await proxy.untilClosed(1);
    expect(proxy.faults).toMatchObject([{ message: 'of the listener' }]);
  });
});
