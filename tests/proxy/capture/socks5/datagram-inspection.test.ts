import { describe, expect, it } from 'vitest';
import type { Connection, Direction, Gap } from '../../../../model/index.js';
import { DatagramInspection } from '../../../../proxy/capture/socks5/datagram-inspection.js';
import type { DatagramInspectors } from '../../../../proxy/capture/socks5/datagram-inspectors.js';
import type { Decided } from '../../../../proxy/protocols/datagram/decided.js';
import { ProxyContext } from '../../../../proxy/proxy-context.js';
import { sampleConnection } from '../../../harness/sample-connection.js';
import { testAuthority } from '../../../harness/test-authorities.js';

const hello = { ja4: 'q13', alpn: ['h3'], encryptedClientHello: false };
const decided: Decided = { kind: 'decided', wire: 'tls', interception: 'opaque', protocol: 'quic', serverName: 'a.test', hello };
const settled: Decided = { kind: 'decided', wire: 'cleartext', interception: 'opaque' };

/** An inspection whose opening decides at the datagram numbered `at`; what the observer was fed, and what was told. */
function start(at: number, throwing = false) {
  const told: string[] = [];
  const gaps: Gap[] = [];
  const faults: unknown[] = [];
  const connection: Connection = sampleConnection();
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
      opened: ({ wire, interception, protocol, tls }) => told.push(`opened ${wire} ${interception} ${protocol} ${tls?.serverName}`),
      closed: () => told.push('closed'),
      sink: () => ({ message: () => undefined, exchange: () => undefined, gap: (gap) => void gaps.push(gap) }),
      fault: (error) => void faults.push(error),
    },
  });
  context.ledger.add(connection);
  let fed = 0;
  const inspectors: DatagramInspectors = {
    createOpening: () => ({
      feed: () => {
        fed += 1;
        return fed === at ? decided : { kind: 'undecided' };
      },
      settle: () => settled,
    }),
    createObserver: (_context, opening) => {
      told.push(`observer of ${opening.protocol}`);
      return {
        observe: (direction: Direction, bytes, now) => {
          told.push(`${direction === 'client-to-server' ? '>' : '<'}${bytes.toString()} ${now}`);
          if (throwing) throw new Error('boom');
        },
        end: () => undefined,
        close: (how, now) => void told.push(`close ${how} ${now}`),
        tick: (now) => void told.push(`tick ${now}`),
      };
    },
  };
  return { inspection: new DatagramInspection(context, connection, inspectors), connection, told, gaps, faults, fed: () => fed };
}

describe('DatagramInspection', () => {
  it('holds what comes before the decision, tells it all to the observer, and then goes on', () => {
    const { inspection, connection, told, fed } = start(3);
    inspection.observe('client-to-server', Buffer.from('a'), 1);
    inspection.observe('server-to-client', Buffer.from('b'), 2);
    expect(told).toEqual([]);
    inspection.observe('client-to-server', Buffer.from('c'), 3);
    inspection.observe('client-to-server', Buffer.from('d'), 4);
    inspection.tick(5);
    inspection.close('ended', 6);
    expect(told).toEqual(['opened tls opaque quic a.test', 'observer of quic', '>a 1', '<b 2', '>c 3', '>d 4', 'tick 5', 'close ended 6']);
    expect(fed()).toBe(3);
    expect(connection.tls).toEqual({ serverName: 'a.test', hello });
  });

  it('settles after sixteen datagrams', () => {
    const { inspection, told } = start(100);
    for (let index = 0; index < 15; index += 1) inspection.observe('client-to-server', Buffer.from('x'), index);
    expect(told).toEqual([]);
    inspection.observe('client-to-server', Buffer.from('x'), 15);
    expect(told.slice(0, 2)).toEqual(['opened cleartext opaque undefined undefined', 'observer of undefined']);
    expect(told).toHaveLength(18);
  });

  it('settles after 64 KiB', () => {
    const { inspection, told } = start(100);
    inspection.observe('client-to-server', Buffer.alloc(65_000), 0);
    expect(told).toEqual([]);
    inspection.observe('client-to-server', Buffer.alloc(536), 0);
    expect(told).toHaveLength(4);
  });

  it('settles two seconds after the first datagram', () => {
    const { inspection, connection, told } = start(100);
    inspection.tick(50_000);
    inspection.observe('client-to-server', Buffer.from('x'), 60_000);
    inspection.tick(61_999);
    expect(told).toEqual([]);
    inspection.tick(62_000);
    expect(told.at(-1)).toBe('>x 60000');
    expect(connection.tls).toBeUndefined();
  });

  it('that is closed before a decision tells what it holds', () => {
    const { inspection, told } = start(100);
    inspection.observe('client-to-server', Buffer.from('x'), 1);
    inspection.close('run-over', 2);
    expect(told).toEqual(['opened cleartext opaque undefined undefined', 'observer of undefined', '>x 1', 'close run-over 2']);
  });

  it('tells of fragments once, and not before it is opened', () => {
    const { inspection, told, gaps } = start(1);
    inspection.fragment();
    expect(gaps).toEqual([]);
    inspection.observe('client-to-server', Buffer.from('x'), 1);
    inspection.fragment();
    expect(told[0]).toMatch(/^opened/);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ reason: 'unsupported-protocol', connectionId: 'c1' });
  });

  it('survives an observer that throws', () => {
    const { inspection, faults, gaps } = start(1, true);
    inspection.observe('client-to-server', Buffer.from('x'), 1);
    inspection.observe('client-to-server', Buffer.from('y'), 2);
    inspection.close('ended', 3);
    expect(faults).toHaveLength(1);
    expect(gaps).toMatchObject([{ reason: 'inspection-failed' }]);
  });
});
