import { describe, expect, it } from 'vitest';
import type { Remote, UdpConnection } from '../../../../proxy/capture/socks5/udp-connection.js';
import { UdpConnections } from '../../../../proxy/capture/socks5/udp-connections.js';

/** Stands for a connection: what the table asks of one, and what became of it. */
function fake(key: string, port: number, lastActive = 0) {
  const remote: Remote = { address: '192.0.2.1', port, family: 4, source: `192.0.2.1 ${port}` };
  const state = { key, remote, lastActive, spent: false, life: [] as string[] };
  const connection = Object.assign(state, {
    isSpent: () => state.spent,
    tick: (now: number) => void state.life.push(`tick ${now}`),
    close: (how: string) => void state.life.push(how),
  });
  return connection as unknown as UdpConnection & typeof state;
}

function table(...connections: UdpConnection[]): UdpConnections {
  const found = new UdpConnections();
  for (const connection of connections) {
    found.add(connection, 0);
    if (connection.remote) found.found(connection, connection.remote);
  }
  return found;
}

describe('UdpConnections', () => {
  it('finds by destination and by source', () => {
    const [a, b] = [fake('a', 1), fake('b', 2)];
    const connections = table(a, b);
    expect(connections.to('a')).toBe(a);
    expect(connections.to('c')).toBeUndefined();
    expect(connections.from('192.0.2.1 2')).toBe(b);
    expect(connections.from('192.0.2.1 3')).toBeUndefined();
    expect(connections.knows('192.0.2.1')).toBe(true);
    expect(connections.knows('192.0.2.2')).toBe(false);
  });

  it('gives answers to the name that was sent to last', () => {
    const [a, b] = [fake('a', 1), fake('b', 1)];
    const connections = table(a, b);
    expect(connections.from(a.remote.source)).toBe(b);
    connections.to('a');
    expect(connections.from(a.remote.source)).toBe(a);
  });

  it('closes what was silent for longest when there is one too many', () => {
    const all = Array.from({ length: 1024 }, (_, index) => fake(`k${index}`, index + 1));
    const connections = table(...all);
    connections.to('k0');
    connections.from(all[1]!.remote.source);
    connections.add(fake('more', 2000), 5);
    expect(connections.size).toBe(1024);
    expect(all.filter(({ life }) => life.length > 0)).toEqual([all[2]]);
    expect(all[2]!.life).toEqual(['ended']);
    expect(connections.to('k2')).toBeUndefined();
    expect(connections.from(all[2]!.remote.source)).toBeUndefined();
    expect(connections.to('k0')).toBe(all[0]);
  });

  it('closes what is silent for two minutes, forgets what came to nothing, and ticks the rest', () => {
    const [idle, busy, failed] = [fake('a', 1, 0), fake('b', 2, 1), fake('c', 3, 120_000)];
    failed.spent = true;
    const connections = table(idle, busy, failed);
    connections.tick(120_001);
    expect([idle, busy, failed].map(({ life }) => life)).toEqual([['ended'], ['tick 120001'], ['ended']]);
    expect(connections.size).toBe(1);
  });

  it('closes all, and remembers no address of theirs', () => {
    const all = [fake('a', 1), fake('b', 2)];
    const connections = table(...all);
    connections.closeAll('run-over', 9);
    expect(all.map(({ life }) => life)).toEqual([['run-over'], ['run-over']]);
    expect(connections.size).toBe(0);
    expect(connections.knows('192.0.2.1')).toBe(false);
    expect(connections.from('192.0.2.1 1')).toBeUndefined();
  });
});
