import { isIP, type Socket } from 'node:net';
import type { Capture, Connection, FailureCause } from '../model/index.js';
import type { Authority } from './capture/parse-authority.js';
import { neverUnhandled } from './never-unhandled.js';
import { plainAddress } from './plain-address.js';
import { defaultObserverLimits, type Observer, type ObserverContext } from './protocols/index.js';
import type { ProxyOptions } from './proxy-options.js';
import { Brake } from './relay/brake.js';
import { ConnectionLedger } from './relay/connection-ledger.js';
import { GuardedObserver } from './relay/guarded-observer.js';
import { RelayRegistry } from './relay/relay-registry.js';
import { LeafContexts } from './tls/leaf-contexts.js';
import { OriginContexts } from './tls/origin-contexts.js';
import { connectThroughProxy } from './upstream/connect-through-proxy.js';
import { dial } from './upstream/dial.js';
import { DialError } from './upstream/dial-error.js';
import { isLoopback, reaches } from './upstream/own-addresses.js';

/** How an origin is to be reached: `scheme` chooses the upstream proxy, if any; with `tunnel` that proxy is asked to CONNECT. */
export interface Way {
  readonly scheme: 'http' | 'https';
  readonly tunnel: boolean;
}

export type DialResult = { readonly kind: 'connected'; readonly socket: Socket } | { readonly kind: 'failed'; readonly error: DialError };

/** What all ways in share: settings with their defaults, the relays, the TLS contexts, and the life of connections. */
export class ProxyContext {
  readonly options: ProxyOptions;
  readonly brake = new Brake();
  readonly relays: RelayRegistry;
  readonly leaves: LeafContexts;
  readonly origins: OriginContexts;
  readonly ledger: ConnectionLedger;
  readonly dialTimeout: number;
  readonly handshakeTimeout: number;
  readonly idleLimit: number;
  /** Own listening address once known, so that no request is sent round in a circle. */
  ownAddress: { readonly address: string; readonly port: number } | undefined;
  #nextId = 1;

  constructor(options: ProxyOptions) {
    this.options = options;
    this.origins = new OriginContexts(options.trustedRoots);
    this.dialTimeout = options.dialTimeout ?? 10_000;
    this.handshakeTimeout = options.handshakeTimeout ?? 10_000;
    this.idleLimit = options.idleLimit ?? 15 * 60_000;
    this.relays = new RelayRegistry(this.idleLimit);
    this.leaves = new LeafContexts(options.authority);
    this.ledger = new ConnectionLedger(options.events, (error) => this.fault(error));
  }

  /** A device connection whose end must be told with `closed`, `failed` or `abandoned`. */
  newConnection(capture: Capture, device: Socket): Connection {
    const connection: Connection = {
      id: `c${this.#nextId}`,
      capture,
      client: { address: plainAddress(device.remoteAddress ?? ''), port: device.remotePort ?? 0 },
      startedDateTime: Date.now(),
      attempts: [],
      interception: 'pending',
      bytesFromClient: 0,
      bytesFromServer: 0,
    };
    this.#nextId += 1;
    this.ledger.add(connection);
    return connection;
  }

  /** An observer for a connection that was told `opened`. Its exceptions become a gap; they never reach the relay. */
  observe(connection: Connection, create: (context: ObserverContext) => Observer): Observer {
    let sink: ObserverContext['sink'] | undefined;
    return new GuardedObserver(
      () => {
        sink = this.options.events.sink(connection);
        return create({ connection, wire: connection.wire ?? 'cleartext', sink, limits: defaultObserverLimits });
      },
      (error) => {
        this.fault(error);
        try {
          sink?.gap({
            reason: 'inspection-failed',
            connectionId: connection.id,
            detail: 'an observer failed: nothing after that was inspected',
          });
        } catch (second) {
          this.fault(second);
        }
      },
    );
  }

  /** An exception that should not have been: told, and survived. */
  fault(error: unknown): void {
    try {
      if (this.options.events.fault) {
        this.options.events.fault(error);
        return;
      }
    } catch (second) {
      process.emitWarning(second instanceof Error ? second : String(second));
    }
    process.emitWarning(error instanceof Error ? error : String(error));
  }

  /** Tells that a connection failed before anything was relayed. */
  failed(connection: Connection, interception: 'origin-failed' | 'client-rejected', cause: FailureCause): void {
    connection.interception = interception;
    connection.failureCause = cause;
    this.ledger.closed(connection);
  }

  /** Tells that the device left before anything could be relayed, for no fault of the origin's and having refused nothing. */
  abandoned(connection: Connection, cause: 'closed-before-first-byte' | 'closed-in-handshake'): void {
    connection.failureCause = cause;
    this.ledger.closed(connection);
  }

  /**
   * Dials an origin for a connection, by way of the upstream proxy where one is set, and records server and attempts on it. Gives up
   * when the device leaves. `done` is called once; should it throw, that is a fault, and `rescue` is called to release what it holds.
   */
  dial(connection: Connection, target: Authority, way: Way, device: Socket, done: (result: DialResult) => void, rescue: () => void): void {
    const gone = new AbortController();
    const onGone = () => gone.abort();
    if (device.destroyed) onGone();
    else device.once('close', onGone);
    this.#reach(connection, target, way, gone.signal)
      .then(
        (socket): DialResult => ({ kind: 'connected', socket }),
        (error: unknown): DialResult => ({ kind: 'failed', error: asDialError(error) }),
      )
      .then((result) => {
        device.removeListener('close', onGone);
        done(result);
      })
      .catch((error: unknown) => {
        this.fault(error);
        rescue();
        this.ledger.closed(connection);
      });
  }

  async #reach(connection: Connection, target: Authority, way: Way, signal: AbortSignal): Promise<Socket> {
    const { localHosts, upstream, resolve } = this.options;
    const localPort = localHosts.get(target.host);
    if (localPort !== undefined) {
      connection.internal = true;
      const { socket } = await dial('127.0.0.1', localPort, { timeout: this.dialTimeout, signal });
      connection.server = { address: '127.0.0.1', port: localPort, host: target.host };
      return socket;
    }
    const began = performance.now();
    const proxy = upstream(way.scheme, target);
    const goal = proxy ?? target;
    if (proxy) this.#forbid(target);
    try {
      const { socket, attempts } = await dial(goal.host, goal.port, {
        timeout: this.dialTimeout,
        refuse: (address, port) => this.#refusal(address, port),
        signal,
        resolve,
      });
      connection.attempts = [...attempts];
      const winner = attempts.find((attempt) => attempt.outcome === 'connected')?.address ?? goal.host;
      connection.server = { address: plainAddress(winner), port: goal.port, host: target.host };
      if (proxy) {
        connection.upstreamProxy = `${proxy.host}:${proxy.port}`;
        const left = Math.max(1, this.dialTimeout - (performance.now() - began));
        if (way.tunnel) await connectThroughProxy(socket, target, proxy, { timeout: left, signal });
      }
      neverUnhandled(socket);
      return socket;
    } catch (error) {
      if (error instanceof DialError && connection.attempts.length === 0) connection.attempts = [...error.attempts];
      throw error;
    }
  }

  /** An upstream proxy on this very machine would reach what must not be reached; what it resolves names to is its own affair. */
  #forbid({ host, port }: Authority): void {
    const address = isIP(host) !== 0 ? host : host === 'localhost' || host.endsWith('.localhost') ? '127.0.0.1' : undefined;
    const reason = address === undefined ? undefined : this.#refusal(address, port);
    if (reason !== undefined) throw new DialError(reason, 'refused-loop', []);
  }

  #refusal(address: string, port: number): string | undefined {
    const own = this.ownAddress;
    if (own && port === own.port && reaches(address, own.address)) return 'the request would come back to this proxy';
    if (isLoopback(address) && this.options.ownPorts().has(port)) return 'this port is not served through the proxy';
    return undefined;
  }
}

function asDialError(error: unknown): DialError {
  if (error instanceof DialError) return error;
  return new DialError(error instanceof Error ? error.message : String(error), 'protocol-error', []);
}
