import { describe, expect, it, onTestFinished } from 'vitest';
import { answering, dnsServerForTest, zone } from '../harness/dns-server.js';
import { openTunnel } from '../harness/raw-device.js';
import { startRawOrigin } from '../harness/raw-origin.js';
import { associate, startUdpOrigin } from '../harness/socks5-client.js';
import { proxyForTest, type TestProxyOptions } from '../harness/test-proxy.js';

const records = zone({
  'api.example': { cname: 'api.cdn.example' },
  'api.cdn.example': { cname: 'edge.agora.example' },
  'edge.agora.example': ['127.0.0.1'],
  'elsewhere.example': { cname: 'edge.agora.example.net' },
  'edge.agora.example.net': ['93.184.216.7'],
});
const chain = [
  { name: 'api.example', cname: 'api.cdn.example', ttl: 60 },
  { name: 'api.cdn.example', cname: 'edge.agora.example', ttl: 60 },
];

/** A connection to a host by CONNECT, in which cleartext is spoken: as it was when it opened. */
async function opened(host: string, options: TestProxyOptions) {
  const origin = await startRawOrigin({ halfOpen: false });
  onTestFinished(() => origin.close());
  const proxy = await proxyForTest(options);
  const wire = await openTunnel(proxy.port, `${host}:${origin.port}`);
  wire.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await (await origin.next()).until('\r\n\r\n');
  wire.socket.destroy();
  await proxy.untilClosed(1);
  expect(proxy.faults).toEqual([]);
  return proxy.told.map(({ connection }) => connection.resolution);
}

describe('how a name became an address', () => {
  it('is known when a connection opens, where rules depend on it', async () => {
    const server = await dnsServerForTest(records);
    const [first, last] = await opened('api.example', { nameServers: [server.text], aliasWait: 10_000 });
    expect(first).toEqual({
      name: 'api.example',
      source: 'dns',
      resolver: '127.0.0.1',
      chain,
      addresses: [{ address: '127.0.0.1', ttl: 60 }],
    });
    expect(last).toEqual(first);
  });

  it('holds up nothing for long where nobody answers', async () => {
    const server = await dnsServerForTest(() => undefined);
    const [first] = await opened('api.example', { nameServers: [server.text], aliasWait: 50 });
    expect(first).toEqual({ name: 'api.example', source: 'system', chain: [], addresses: [], chainUnknown: 'late' });
  });

  it('says so where the system gave another address', async () => {
    const server = await dnsServerForTest(records);
    const options = { nameServers: [server.text], aliasWait: 10_000 };
    expect(await opened('elsewhere.example', options)).toMatchObject([{ source: 'system', chainUnknown: 'overridden' }, {}]);
    const failing = await dnsServerForTest((query) => answering(query, [], { flags: 2 }));
    expect(await opened('api.example', { ...options, nameServers: [failing.text] })).toMatchObject([{ chainUnknown: 'refused' }, {}]);
  });

  it('is nothing where an address was asked for, or something else than the system resolves', async () => {
    const server = await dnsServerForTest(records);
    expect(await opened('127.0.0.1', { nameServers: [server.text], aliasWait: 10_000 })).toEqual([undefined, undefined]);
    expect(await opened('api.example', { aliasWait: 10_000 })).toEqual([undefined, undefined]);
    expect(server.asked).toEqual([]);
  });

  it('is known of datagrams, too', async () => {
    const server = await dnsServerForTest(records);
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest({ nameServers: [server.text], aliasWait: 10_000 });
    const device = await associate(proxy.port);
    device.send({ host: 'api.example', port: origin.port }, 'one');
    await device.until(1);
    device.control.socket.end();
    await proxy.untilClosed(1);
    expect(proxy.told.map(({ connection }) => connection.resolution)).toMatchObject([
      { source: 'dns', chain },
      { source: 'dns', chain },
    ]);
    expect(proxy.faults).toEqual([]);
  });
});
