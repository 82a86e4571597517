import { describe, expect, it } from 'vitest';
import type { SendFailure } from '../../../../proxy/capture/socks5/send-datagram.js';
import { UdpConnection } from '../../../../proxy/capture/socks5/udp-connection.js';
import { ProxyContext } from '../../../../proxy/proxy-context.js';
import { eventually } from '../../../harness/eventually.js';
import { sampleConnection } from '../../../harness/sample-connection.js';
import { testAuthority } from '../../../harness/test-authorities.js';

/** A connection whose links only note what they are asked for; `failure` is what sending comes to. */
function start(host: string, failure?: SendFailure) {
  const told: string[] = [];
  let resolve: (addresses: string[]) => void = () => undefined;
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
    resolve: () => new Promise((done) => (resolve = done)),
    events: {
      opened: () => told.push('opened'),
      closed: ({ failureCause }) => told.push(`closed ${failureCause}`),
      sink: () => ({ message: ({ body }) => told.push(`message ${body.size}`), exchange: () => undefined, gap: () => undefined }),
    },
  });
  const connection = sampleConnection();
  context.ledger.add(connection);
  const state = { dropped: 0, sent: [] as number[], failure };
  const observed = { observe: () => undefined, end: () => undefined, close: () => told.push('observer closed'), tick: () => undefined };
  const udp = new UdpConnection(
    {
      context,
      inspectors: {
        createOpening: () => ({
          feed: () => ({ kind: 'undecided' }),
          settle: () => ({ kind: 'decided', wire: 'cleartext', interception: 'opaque' }),
        }),
        createObserver: () => ({ ...observed, observe: (_direction, bytes) => void told.push(`saw ${bytes.length}`) }),
      },
      toOrigin: (_remote, payload, sent) => {
        state.sent.push(payload.length);
        sent(state.failure);
      },
      toDevice: (_header, _payload, sent) => sent(state.failure),
      found: () => undefined,
      dropped: () => (state.dropped += 1),
    },
    connection,
    'key',
    { host, port: 53 },
    0,
  );
  return { udp, connection, told, state, resolve: (addresses: string[]) => resolve(addresses) };
}

describe('UdpConnection', () => {
  it('sends at once to a literal, and counts what was sent', () => {
    const { udp, connection, told, state } = start('192.0.2.1');
    udp.send(Buffer.alloc(10), 5);
    udp.receive(Buffer.alloc(20), 6);
    expect(state.sent).toEqual([10]);
    expect(connection).toMatchObject({ bytesFromClient: 10, bytesFromServer: 20, server: { address: '192.0.2.1', port: 53 } });
    expect(udp.lastActive).toBe(6);
    udp.close('ended', 7);
    udp.close('run-over', 8);
    expect(told).toEqual(['opened', 'saw 10', 'saw 20', 'observer closed', 'closed undefined']);
  });

  it('keeps no more than 32 datagrams and 128 KiB while a name is resolved', async () => {
    const { udp, state, resolve } = start('name.test');
    for (let index = 0; index < 3; index += 1) udp.send(Buffer.alloc(50_000), 0);
    for (let index = 0; index < 40; index += 1) udp.send(Buffer.alloc(1), 0);
    expect(state.dropped).toBe(1 + 10);
    resolve(['192.0.2.1']);
    await eventually(() => state.sent.length === 32);
    expect(state.sent.slice(0, 3)).toEqual([50_000, 50_000, 1]);
  });

  it('closed while a name is resolved was left, and goes nowhere later', async () => {
    const { udp, state, told, resolve } = start('name.test');
    udp.send(Buffer.alloc(1), 0);
    udp.close('ended', 1);
    resolve(['192.0.2.1']);
    await new Promise((done) => setTimeout(done, 10));
    expect(state.sent).toEqual([]);
    expect(told).toEqual(['opened', 'closed closed-before-first-byte']);
    udp.send(Buffer.alloc(1), 2);
    expect(state.dropped).toBe(1);
  });

  it('that cannot send its first datagram is unreachable, and tried again by a successor later', () => {
    const { udp, connection, told } = start('192.0.2.1', { passing: false });
    udp.send(Buffer.alloc(1), 0);
    expect(told).toEqual(['opened', 'closed unreachable']);
    expect(connection).toMatchObject({ interception: 'origin-failed', bytesFromClient: 0 });
    expect(udp.isSpent(connection.startedDateTime + 10_000)).toBe(false);
    expect(udp.isSpent(connection.startedDateTime + 10_001)).toBe(true);
    udp.close('ended', 1);
    expect(told).toHaveLength(2);
  });

  it('loses single datagrams without ending, and neither counts nor observes them', () => {
    const { udp, connection, told, state } = start('192.0.2.1', { passing: true });
    udp.send(Buffer.alloc(1), 0);
    state.failure = undefined;
    udp.send(Buffer.alloc(2), 0);
    state.failure = { passing: false };
    udp.send(Buffer.alloc(3), 0);
    udp.receive(Buffer.alloc(4), 0);
    expect(state.dropped).toBe(3);
    udp.close('ended', 1);
    expect(connection).toMatchObject({ bytesFromClient: 2, bytesFromServer: 0 });
    expect(told).toEqual(['opened', 'saw 2', 'observer closed', 'closed undefined']);
  });
});
