import type { SecureContext } from 'node:tls';
import type { Capture, Connection, DialAttempt, Endpoint } from '../model/index.js';
import type { Authority } from './capture/parse-authority.js';
import type { Observer, ObserverContext } from './protocols/index.js';
import { defaultObserverLimits } from './protocols/index.js';
import type { ProxyOptions } from './proxy-options.js';
import { Brake } from './relay/brake.js';
import { RelayRegistry } from './relay/relay-registry.js';
import { LeafContexts } from './tls/leaf-contexts.js';
import { connectThroughProxy } from './upstream/connect-through-proxy.js';
import { type Dialled, dial } from './upstream/dial.js';
import { DialError } from './upstream/dial-error.js';

/** What all ways in share: settings with their defaults, the relays, the origin TLS context, and numbers for connections. */
export class ProxyContext {
  readonly options: ProxyOptions;
  readonly brake = new Brake();
  readonly relays: RelayRegistry;
  readonly leaves: LeafContexts;
  readonly originContext: SecureContext;
  readonly dialTimeout: number;
  readonly handshakeTimeout: number;
  readonly idleLimit: number;
  /** Own listening address once known, so that no request is sent round in a circle. */
  ownAddress: { readonly address: string; readonly port: number } | undefined;
  #nextId = 1;

  constructor(options: ProxyOptions, originContext: SecureContext) {
    this.options = options;
    this.originContext = originContext;
    this.dialTimeout = options.dialTimeout ?? 10_000;
    this.handshakeTimeout = options.handshakeTimeout ?? 10_000;
    this.idleLimit = options.idleLimit ?? 15 * 60_000;
    this.relays = new RelayRegistry(this.idleLimit);
    this.leaves = new LeafContexts(options.authority);
  }

  newConnection(capture: Capture, client: Endpoint): Connection {
    const id = `c${this.#nextId}`;
    this.#nextId += 1;
    return {
      id,
      capture,
      client,
      startedDateTime: Date.now(),
      attempts: [],
      interception: 'pending',
      bytesFromClient: 0,
      bytesFromServer: 0,
    };
  }

  observerContext(connection: Connection): ObserverContext {
    return { connection, wire: connection.wire ?? 'cleartext', sink: this.options.events.sink(connection), limits: defaultObserverLimits };
  }

  /** Tells that a connection failed before anything was relayed. */
  failed(connection: Connection, interception: 'origin-failed' | 'client-rejected', cause: Connection['failureCause']): void {
    connection.interception = interception;
    connection.failureCause = cause;
    this.options.events.opened(connection);
    this.options.events.closed(connection);
  }

  /**
   * Dials an origin for a connection, by way of the upstream proxy where one is set, and records server and attempts on it.
   * Rejects with {@link DialError}.
   */
  async dialFor(connection: Connection, target: Authority, scheme: 'http' | 'https'): Promise<Dialled['socket']> {
    const { localHosts, upstream, resolve } = this.options;
    const localPort = localHosts.get(target.host);
    if (localPort !== undefined) {
      connection.internal = true;
      const { socket } = await dial('127.0.0.1', localPort, { timeout: this.dialTimeout });
      connection.server = { address: '127.0.0.1', port: localPort, host: target.host };
      return socket;
    }
    const began = performance.now();
    const proxy = upstream(scheme, target);
    const goal = proxy ?? target;
    try {
      const dialled = await dial(goal.host, goal.port, {
        timeout: this.dialTimeout,
        refuse: (address, port) => this.#refusal(address, port),
        ...(resolve ? { resolve } : {}),
      });
      connection.attempts = [...dialled.attempts];
      const address = dialled.socket.remoteAddress ?? lastAddress(dialled.attempts) ?? goal.host;
      connection.server = { address: plainAddress(address), port: goal.port, host: target.host };
      if (proxy) {
        connection.upstreamProxy = `${proxy.host}:${proxy.port}`;
        // A cleartext request goes to an upstream proxy in absolute form; only tunnels need its CONNECT.
        if (scheme === 'https')
          await connectThroughProxy(dialled.socket, target, proxy, Math.max(1, this.dialTimeout - (performance.now() - began)));
      }
      return dialled.socket;
    } catch (error) {
      if (error instanceof DialError && connection.attempts.length === 0) connection.attempts = [...error.attempts];
      throw error;
    }
  }

  #refusal(address: string, port: number): string | undefined {
    const own = this.ownAddress;
    const toSelf = isLoopback(address) || address === own?.address || own?.address === '0.0.0.0' || own?.address === '::';
    if (toSelf && port === own?.port && (isLoopback(address) || address === own.address))
      return 'the request would come back to this proxy';
    if (isLoopback(address) && this.options.ownPorts().has(port)) return 'this port is not served through the proxy';
    return undefined;
  }
}

/** IPv4-mapped IPv6 addresses (`::ffff:192.0.2.1`) as the IPv4 address they are. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

function isLoopback(address: string): boolean {
  const plain = plainAddress(address);
  return plain === '::1' || plain === '0.0.0.0' || plain === '::' || plain.startsWith('127.');
}

function lastAddress(attempts: readonly DialAttempt[]): string | undefined {
  return attempts.find((attempt) => attempt.outcome === 'connected')?.address;
}
