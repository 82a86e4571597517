import { spawn } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bindAssociationSockets } from '../../../../proxy/capture/socks5/association-sockets.js';
import { datagramInspectors } from '../../../../proxy/capture/socks5/datagram-inspectors.js';
import { UdpAssociation } from '../../../../proxy/capture/socks5/udp-association.js';
import { ProxyContext } from '../../../../proxy/proxy-context.js';
import { eventually } from '../../../harness/eventually.js';
import { listening } from '../../../harness/origins.js';
import { associate, boundSocket, type SocksTarget, socksAddress, startUdpOrigin } from '../../../harness/socks5-client.js';
import { testAuthority } from '../../../harness/test-authorities.js';
import { proxyForTest } from '../../../harness/test-proxy.js';

/** An association without a proxy around it. */
async function start() {
  const closed: string[] = [];
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
      opened: () => undefined,
      closed: ({ id }) => closed.push(id),
      sink: () => ({ message: () => undefined, exchange: () => undefined, gap: () => undefined }),
    },
  });
  let control: Socket | undefined;
  const server = createServer((socket) => {
    control = socket;
  });
  const { port, close } = await listening(server);
  const device = connect(port, '127.0.0.1');
  device.on('error', () => device.destroy());
  await eventually(() => control !== undefined);
  const sockets = await bindAssociationSockets('127.0.0.1');
  const association = new UdpAssociation({ context, control: control!, sockets, devicePort: 0, inspectors: datagramInspectors });
  onTestFinished(async () => {
    association.stop('ended');
    device.destroy();
    await close();
  });
  const own = await boundSocket();
  const relayPort = sockets.relay.address().port;
  const send = (target: SocksTarget, payload: string) =>
    own.send(Buffer.concat([Buffer.alloc(3), socksAddress(target), Buffer.from(payload)]), relayPort, '127.0.0.1');
  return { association, device, context, closed, own, relayPort, send };
}

describe('UdpAssociation', () => {
  it('counts what it drops', async () => {
    const { association, own, relayPort, send } = await start();
    const origin = await startUdpOrigin();
    send(origin, 'good');
    own.send(Buffer.of(0, 0), relayPort, '127.0.0.1');
    own.send(Buffer.concat([Buffer.of(0, 0, 1), socksAddress(origin), Buffer.from('fragment')]), relayPort, '127.0.0.1');
    const stranger = await boundSocket();
    stranger.send(Buffer.concat([Buffer.alloc(3), socksAddress(origin), Buffer.from('x')]), relayPort, '127.0.0.1');
    await eventually(() => association.dropped === 3 && origin.arrived.length > 0);
    expect(origin.arrived).toHaveLength(1);
    expect(association.size).toBe(1);
  });

  it('closes destinations that are silent, and lives on', async () => {
    const { association, closed, send } = await start();
    const origin = await startUdpOrigin();
    send(origin, 'a');
    await eventually(() => origin.arrived.length === 1);
    association.tick(Date.now() + 60_000);
    expect(closed).toEqual([]);
    association.tick(Date.now() + 121_000);
    expect(closed).toEqual(['c1']);
    expect(association.size).toBe(0);
    send(origin, 'b');
    await eventually(() => origin.arrived.length === 2);
    expect(association.size).toBe(1);
  });

  it('remembers at most 1,024 destinations', async () => {
    const { association, closed, send } = await start();
    for (let port = 1; port <= 1_100; port += 1) {
      send({ host: '127.0.0.9', port }, 'x');
      if (port % 50 === 0) await eventually(() => association.size + closed.length === port);
    }
    expect(association.size).toBe(1_024);
    expect(closed).toEqual(Array.from({ length: 76 }, (_, index) => `c${index + 1}`));
  });

  it.each([
    ['ended', 'end'],
    ['idle', 'close'],
    ['run-over', 'close'],
  ] as const)('stopped as %s ends its connections and the TCP connection, once', async (how, event) => {
    const { association, closed, device, send } = await start();
    const origin = await startUdpOrigin();
    send(origin, 'a');
    await eventually(() => origin.arrived.length === 1);
    device.resume();
    const left = new Promise((resolve) => device.once(event, resolve));
    association.stop(how);
    association.stop(how);
    await left;
    expect(closed).toEqual(['c1']);
  });
});

const program = `
import socket, struct, sys
proxy, echo, count = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
control = socket.create_connection(("127.0.0.1", proxy))
control.sendall(b"\\x05\\x02\\x00\\x02")
assert control.recv(2) == b"\\x05\\x00"
control.sendall(b"\\x05\\x03\\x00\\x01" + bytes(6))
reply = control.recv(10)
assert reply[:4] == b"\\x05\\x00\\x00\\x01", reply
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(10)
s.connect((socket.inet_ntoa(reply[4:8]), struct.unpack(">H", reply[8:10])[0]))
name = b"origin.test"
header = b"\\0\\0\\0\\x03" + bytes([len(name)]) + name + struct.pack(">H", echo)
answer = b"\\0\\0\\0\\x01\\x7f\\0\\0\\x01" + struct.pack(">H", echo)
sent = got = 0
while got < count:
    while sent < count and sent - got < 32:
        s.send(header + b"datagram %d" % sent)
        sent += 1
    datagram = s.recv(65536)
    if datagram != answer + b"datagram %d" % got:
        sys.exit("datagram %d came back as %r" % (got, datagram))
    got += 1
print("all", got)
`;

describe("a Python client's datagrams", () => {
  it('all 10,000 arrive, in order and unchanged, and each is observed', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const client = spawn('python3', ['-c', program, String(proxy.port), String(origin.port), '10000']);
    let output = '';
    for (const stream of [client.stdout, client.stderr]) stream.on('data', (text) => (output += text));
    await new Promise((resolve) => client.once('close', resolve));
    expect(output).toBe('all 10000\n');
    const [closed] = await proxy.untilClosed(1);
    expect(closed!.bytesFromClient).toBe(closed!.bytesFromServer);
    expect(proxy.messages).toHaveLength(20_000);
    expect(proxy.faults).toEqual([]);
  });
});

describe('two devices', () => {
  it('have an association each, and none of the other', async () => {
    const origin = await startUdpOrigin();
    const proxy = await proxyForTest();
    const [one, two] = [await associate(proxy.port), await associate(proxy.port)];
    one.send(origin, 'one');
    two.send(origin, 'two');
    await Promise.all([one.until(1), two.until(1)]);
    expect([one.received, two.received].map((received) => received.map(({ payload }) => payload.toString()))).toEqual([['one'], ['two']]);
    one.control.socket.destroy();
    await proxy.untilClosed(1);
    two.send(origin, 'still');
    await two.until(2);
  });
});
