import { onTestFinished } from 'vitest';
import type { Connection, Exchange, Gap, Message } from '../../model/index.js';
import { createProxy, type ProxyOptions, type ProxyServer } from '../../proxy/index.js';
import { testAuthority } from './test-authorities.js';

/** What a connection looked like when it was told. */
export interface Told {
  readonly event: 'opened' | 'closed';
  readonly id: string;
  readonly connection: Connection;
}

/** Everything a proxy told. Bodies are copied, since they are valid only during the call. */
export interface ProxyRecord {
  readonly told: Told[];
  readonly messages: Message[];
  readonly exchanges: Exchange[];
  readonly gaps: Gap[];
  readonly faults: unknown[];
  readonly devices: string[];
}

export interface TestProxy extends ProxyRecord {
  readonly port: number;
  readonly server: ProxyServer;
  /** Connections in the order they were closed, as they were then. */
  readonly closed: readonly Connection[];
  /** Waits until so many connections are closed. */
  untilClosed(count: number): Promise<readonly Connection[]>;
}

export type TestProxyOptions = Partial<Omit<ProxyOptions, 'events'>> & { readonly events?: Partial<ProxyOptions['events']> };

/** A proxy on loopback that trusts the test origins' CA, resolves every name to loopback, and records. */
export async function startProxy(options: TestProxyOptions = {}): Promise<TestProxy> {
  const record: ProxyRecord = { told: [], messages: [], exchanges: [], gaps: [], faults: [], devices: [] };
  const watchers = new Set<() => void>();
  const tell = (event: Told['event'], connection: Connection) => {
    record.told.push({ event, id: connection.id, connection: structuredClone(connection) });
    for (const watcher of watchers) watcher();
  };
  const closed = () => record.told.filter(({ event }) => event === 'closed').map(({ connection }) => connection);
  const server = await createProxy({
    host: '127.0.0.1',
    port: 0,
    authority: testAuthority('device'),
    trustedRoots: [testAuthority('origin').certificatePem],
    passthrough: () => false,
    insecureOrigin: () => false,
    clientAllowed: () => true,
    upstream: () => undefined,
    localHosts: new Map(),
    ownPorts: () => new Set(),
    resolve: async () => ['127.0.0.1'],
    ...options,
    events: {
      opened: (connection) => tell('opened', connection),
      closed: (connection) => tell('closed', connection),
      sink: () => ({
        message: (message) => {
          record.messages.push({ ...message, body: { ...message.body, bytes: Buffer.from(message.body.bytes) } });
          for (const watcher of watchers) watcher();
        },
        exchange: (exchange) => void record.exchanges.push(exchange),
        gap: (gap) => void record.gaps.push(gap),
      }),
      deviceSeen: (address) => void record.devices.push(address),
      fault: (error) => void record.faults.push(error),
      ...options.events,
    },
  });
  return {
    ...record,
    port: server.port,
    server,
    get closed() {
      return closed();
    },
    async untilClosed(count) {
      const until = performance.now() + 10_000;
      while (closed().length < count) {
        if (performance.now() > until) throw new Error(`waited for ${count} closed connections: ${JSON.stringify(record.told)}`);
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer);
            watchers.delete(done);
            resolve();
          };
          const timer = setTimeout(done, 200);
          watchers.add(done);
        });
      }
      return closed();
    },
  };
}

/** The same for one test, which ends it. */
export async function proxyForTest(options: TestProxyOptions = {}): Promise<TestProxy> {
  const proxy = await startProxy(options);
  onTestFinished(() => proxy.server.stop());
  return proxy;
}

/** `opened` then `closed`, once each, for every connection. Returns what is wrong. */
export function lifeProblems(told: readonly Told[]): string[] {
  const lives = new Map<string, string>();
  for (const { event, id } of told) lives.set(id, `${lives.get(id) ?? ''}${event} `);
  return [...lives].filter(([, life]) => life !== 'opened closed ').map(([id, life]) => `${id}: ${life}`);
}
