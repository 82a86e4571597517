import { isIP, type Socket } from 'node:net';
import type { Capture, Connection, DialAttempt, FailureCause, InjectedFault } from '../model/index.js';
import type { Authority } from './capture/parse-authority.js';
import { faultForWay } from './faults/fault-for-way.js';
import { FaultMemory } from './faults/fault-memory.js';
import { sufferDial, type TunnelFault } from './faults/suffer-dial.js';
import { neverUnhandled } from './never-unhandled.js';
import { plainAddress } from './plain-address.js';
import { defaultObserverLimits, type Observer, type ObserverContext } from './protocols/index.js';
import type { ProxyOptions } from './proxy-options.js';
import { Brake } from './relay/brake.js';
import { ConnectionLedger } from './relay/connection-ledger.js';
import { GuardedObserver } from './relay/guarded-observer.js';
import { RelayRegistry } from './relay/relay-registry.js';
import { Turns } from './relay/turns.js';
import { LeafContexts } from './tls/leaf-contexts.js';
import { OriginContexts } from './tls/origin-contexts.js';
import { dial } from './upstream/dial.js';
import { DialError } from './upstream/dial-error.js';
import { type Follow, followName, standIn } from './upstream/dns/follow-name.js';
import { createNameTracer, type NameTracer } from './upstream/dns/name-tracer.js';
import { hostAndPort } from './upstream/host-and-port.js';
import { isLoopback, reaches } from './upstream/own-addresses.js';
import { reachThroughProxy } from './upstream/reach-through-proxy.js';

/** How an origin is to be reached: `scheme` chooses the upstream proxy, if any; with `tunnel` that proxy is asked to CONNECT. */
export interface Way {
  readonly scheme: 'http' | 'https';
  readonly tunnel: boolean;
}

/**
 * - `connected`: `socket` reaches the origin; a TLSSocket where it goes to an `https` upstream proxy
 * - `failed`: it does not, and the device is told so; faults `refuse` and `timeout` come out as this, too
 * - `injected`: nothing was dialled; the device is told that it stands, and `sufferTunnel` does the rest
 */
export type DialResult =
  | { readonly kind: 'connected'; readonly socket: Socket }
  | { readonly kind: 'failed'; readonly error: DialError }
  | { readonly kind: 'injected'; readonly fault: TunnelFault };

/** What all ways in share: settings with their defaults, the relays, the TLS contexts, and the life of connections. */
export class ProxyContext {
  readonly options: ProxyOptions;
  readonly brake = new Brake();
  readonly turns = new Turns();
  readonly relays: RelayRegistry;
  readonly leaves: LeafContexts;
  readonly origins: OriginContexts;
  readonly ledger: ConnectionLedger;
  readonly dialTimeout: number;
  readonly handshakeTimeout: number;
  readonly idleLimit: number;
  /** Nothing where something else than the system resolves names. */
  readonly names: NameTracer | undefined;
  /** Own listening address once known, so that no request is sent round in a circle. */
  ownAddress: { readonly address: string; readonly port: number } | undefined;
  /** Ports of our own UDP relays: datagrams to them from us would go round in circles. */
  readonly relayPorts = new Set<number>();
  readonly #faults = new FaultMemory();
  #nextId = 1;

  constructor(options: ProxyOptions) {
    this.options = options;
    this.origins = new OriginContexts(options.trustedRoots, options.rootsBeyondNode);
    this.dialTimeout = options.dialTimeout ?? 10_000;
    this.handshakeTimeout = options.handshakeTimeout ?? 10_000;
    this.idleLimit = options.idleLimit ?? 15 * 60_000;
    this.relays = new RelayRegistry(this.idleLimit);
    this.leaves = new LeafContexts(options.authority);
    this.ledger = new ConnectionLedger(options.trust?.watching(options.events) ?? options.events, (error) => this.fault(error));
    const { nameServers: servers } = options;
    const traced = servers !== undefined || options.resolve === undefined;
    this.names = traced ? createNameTracer({ ...(servers ? { servers } : {}), fault: (error) => this.fault(error) }) : undefined;
  }

  /** A device connection whose end must be told with `closed`, `failed` or `abandoned`. `overrides`: for datagrams, whose client is not `device`. */
  newConnection(capture: Capture, device: Socket, overrides?: Pick<Connection, 'client' | 'transport'>): Connection {
    const client = overrides?.client ?? { address: plainAddress(device.remoteAddress ?? ''), port: device.remotePort ?? 0 };
    const now = Date.now();
    const earlierFault = this.#faults.before(client.address, now);
    const connection: Connection = {
      id: `c${this.#nextId}`,
      capture,
      client,
      startedDateTime: now,
      attempts: [],
      interception: 'pending',
      bytesFromClient: 0,
      bytesFromServer: 0,
      ...(overrides?.transport ? { transport: overrides.transport } : {}),
      ...(earlierFault ? { earlierFault } : {}),
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

  /** Notes on a connection, and for those that its device opens next, that it was made to fail. */
  injected(connection: Connection, host: string, fault: InjectedFault): void {
    connection.injectedFault = fault;
    this.#faults.remember(connection.client.address, { host, fault, time: Date.now() });
  }

  /** Tells that a connection failed before anything was relayed. */
  failed(connection: Connection, interception: 'origin-failed' | 'client-rejected', cause: FailureCause): void {
    connection.interception = interception;
    connection.failureCause = cause;
    this.ledger.closed(connection);
  }

  /**
   * Tells that the device left before anything could be relayed, for no fault of the origin's and having refused nothing. One that tired of a
   * fault that the tester asked for has suffered it.
   */
  abandoned(connection: Connection, cause: 'closed-before-first-byte' | 'closed-in-handshake'): void {
    if (connection.injectedFault !== undefined) {
      this.failed(connection, 'origin-failed', 'injected');
      return;
    }
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
      .catch((error: unknown): DialResult => ({ kind: 'failed', error: asDialError(error) }))
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

  async #reach(connection: Connection, target: Authority, way: Way, signal: AbortSignal): Promise<DialResult> {
    const { localHosts, upstream, resolve, faultFor } = this.options;
    const localPort = localHosts.get(target.host);
    if (localPort !== undefined) {
      connection.internal = true;
      const { socket } = await dial('127.0.0.1', localPort, { timeout: this.dialTimeout, signal });
      connection.server = { address: '127.0.0.1', port: localPort, host: target.host };
      return { kind: 'connected', socket };
    }
    connection.dialTarget = { host: target.host, port: target.port };
    const fault = faultForWay(faultFor?.(target), way);
    if (fault !== undefined) {
      this.injected(connection, target.host, fault);
      return { kind: 'injected', fault: await sufferDial(fault, target, { timeout: this.dialTimeout, signal }) };
    }
    const proxy = upstream(way.scheme, target);
    const goal = proxy ?? target;
    const refuse = (address: string, port: number) => this.refusal(address, port);
    const options = { timeout: this.dialTimeout, refuse, signal, resolve };
    if (proxy) {
      this.#forbid(target);
      connection.upstreamProxy = hostAndPort(proxy);
    }
    // Asked at the same time as the system, whose answer is the one that is dialled.
    const follow = proxy ? undefined : this.follow(target.host);
    const reached = (attempts: readonly DialAttempt[]) => {
      connection.attempts = [...attempts];
      const winner = attempts.find(({ outcome }) => outcome === 'connected');
      if (winner) connection.server = { address: plainAddress(winner.address), port: goal.port, host: target.host };
    };
    try {
      const { socket, attempts } = proxy
        ? await reachThroughProxy(target, proxy, { ...options, tunnel: way.tunnel, secureContext: this.origins.contextFor(undefined) })
        : await dial(goal.host, goal.port, options);
      reached(attempts);
      neverUnhandled(socket);
      if (follow !== undefined) this.name(connection, follow);
      return { kind: 'connected', socket };
    } catch (error) {
      if (error instanceof DialError) reached(error.attempts);
      throw error;
    }
  }

  /** Begins to find out by way of which aliases a host leads to its address. Nothing for addresses. */
  follow(host: string): Follow | undefined {
    if (isIP(host) !== 0) return undefined;
    if (this.names === undefined) return standIn(host);
    const { aliasWait: wait = 0, needsPointers = false } = this.options;
    return followName(host, this.names, { wait, needsPointers });
  }

  /** Notes on a connection whose server is known by way of which aliases its name led there. Holds up nothing: those who judge it are told to wait. */
  name(connection: Connection, follow: Follow): void {
    const settled = follow(connection).catch((error: unknown) => this.fault(error));
    if (connection.resolution !== undefined || this.options.aliasWait === undefined || this.options.aliasWait <= 0) return;
    try {
      this.options.events.named?.(connection, settled);
    } catch (error) {
      this.fault(error);
    }
  }

  /** An upstream proxy on this very machine would reach what must not be reached; what it resolves names to is its own affair. */
  #forbid({ host, port }: Authority): void {
    const address = isIP(host) !== 0 ? host : host === 'localhost' || host.endsWith('.localhost') ? '127.0.0.1' : undefined;
    const reason = address === undefined ? undefined : this.refusal(address, port);
    if (reason !== undefined) throw new DialError(reason, 'refused-loop', []);
  }

  /** Why this address must not be connected to, nor sent to, for any device. */
  refusal(address: string, port: number): string | undefined {
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
