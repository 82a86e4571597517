import { isIP } from 'node:net';
import type { Connection, FailureCause } from '../../../model/index.js';
import type { ProxyContext } from '../../proxy-context.js';
import type { Authority } from '../parse-authority.js';
import { DatagramInspection } from './datagram-inspection.js';
import type { DatagramInspectors } from './datagram-inspectors.js';
import { encodeAddress } from './encode-address.js';
import { type Destination, findDestination } from './find-destination.js';
import type { SendFailure } from './send-datagram.js';

/** Datagrams, and bytes of them, kept while a name is resolved. */
const waitingLimits = { datagrams: 32, bytes: 128 * 1024 };
/** Milliseconds after which a destination that could not be reached is tried again, if the device still sends. */
const retryAfter = 10_000;

/** The other end, once its address is known. `source` is what tells its datagrams from others'. */
export interface Remote {
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
  readonly source: string;
}

type Sent = (failure?: SendFailure) => void;

/** What a connection does by way of its association. `sent` is told once the system took the datagram, or did not. */
export interface UdpLinks {
  readonly context: ProxyContext;
  readonly inspectors: DatagramInspectors;
  toOrigin(remote: Remote, payload: Buffer, sent: Sent): void;
  toDevice(header: Buffer, payload: Buffer, sent: Sent): void;
  /** Called once, when the address is known, before the first datagram is sent there. */
  found(connection: UdpConnection, remote: Remote): void;
  /** A datagram went nowhere, as happens on networks. */
  dropped(): void;
}

/**
 * The datagrams between one device socket and one destination: one {@link Connection}, told `closed` at its end. Each datagram is relayed
 * first, then observed; one that could not be sent is neither observed nor counted in bytes, since nobody got it.
 */
export class UdpConnection {
  readonly connection: Connection;
  /** The bytes of the destination's address as the device writes them, as latin1. */
  readonly key: string;
  /** Epoch milliseconds of the last datagram in either direction. */
  lastActive: number;
  readonly #links: UdpLinks;
  readonly #abort = new AbortController();
  #state: 'resolving' | 'open' | 'failed' | 'closed' = 'resolving';
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #fragments = false;
  #remote: Remote | undefined;
  #header: Buffer = Buffer.alloc(0);
  #inspection: DatagramInspection | undefined;
  #carried = false;

  constructor(links: UdpLinks, connection: Connection, key: string, target: Authority, now: number) {
    this.#links = links;
    this.connection = connection;
    this.key = key;
    this.lastActive = now;
    connection.connectTarget = target;
    try {
      findDestination(links.context, target, this.#abort.signal, (destination) => this.#settle(target, destination));
    } catch (error) {
      links.context.fault(error);
      this.#fail('protocol-error');
    }
  }

  get remote(): Remote | undefined {
    return this.#remote;
  }

  /** A datagram of the device's. */
  send(payload: Buffer, now: number): void {
    this.lastActive = now;
    switch (this.#state) {
      case 'open':
        return void this.#transmit(payload);
      case 'resolving':
        if (this.#waiting.length >= waitingLimits.datagrams || this.#waitingBytes + payload.length > waitingLimits.bytes) break;
        this.#waiting.push(payload);
        this.#waitingBytes += payload.length;
        return;
      case 'failed':
      case 'closed':
        break;
    }
    this.#links.dropped();
  }

  /** A datagram that came from the destination. */
  receive(payload: Buffer, now: number): void {
    if (this.#state !== 'open') return void this.#links.dropped();
    this.lastActive = now;
    this.#links.toDevice(this.#header, payload, (failure) => {
      if (failure) return this.#links.dropped();
      this.#carry('server-to-client', payload);
    });
  }

  /** A fragment of the device's, which was dropped. */
  fragment(now: number): void {
    this.lastActive = now;
    this.#links.dropped();
    if (this.#inspection) this.#inspection.fragment();
    else this.#fragments = true;
  }

  tick(now: number): void {
    this.#inspection?.tick(now);
  }

  /** Whether it has come to nothing, long enough ago for another try. */
  isSpent(now: number): boolean {
    return this.#state === 'failed' && now - this.connection.startedDateTime > retryAfter;
  }

  close(how: 'ended' | 'run-over', now: number): void {
    const state = this.#state;
    if (state === 'failed' || state === 'closed') return;
    this.#state = 'closed';
    this.#abort.abort();
    this.#waiting = [];
    if (state === 'resolving') return void this.#links.context.abandoned(this.connection, 'closed-before-first-byte');
    this.#inspection?.close(how, now);
    this.#links.context.ledger.closed(this.connection);
  }

  #settle(target: Authority, destination: Destination): void {
    if (this.#state !== 'resolving') return;
    if (destination.kind === 'failed') {
      if (destination.fault !== undefined) this.#links.context.injected(this.connection, target.host, destination.fault);
      return void this.#fail(destination.cause);
    }
    const { address, follow } = destination;
    const { port } = target;
    this.connection.server = isIP(target.host) === 0 ? { address, port, host: target.host } : { address, port };
    if (follow !== undefined) this.#links.context.name(this.connection, follow);
    this.#open({ address, port, family: isIP(address) === 6 ? 6 : 4, source: sourceOf(address, port) });
  }

  #open(remote: Remote): void {
    if (this.#state !== 'resolving') return;
    const { address, port } = remote;
    this.#remote = remote;
    // RSV, FRAG, and where it comes from (RFC 1928, section 7).
    this.#header = Buffer.concat([Buffer.alloc(3), encodeAddress(address, port)]);
    this.#inspection = new DatagramInspection(this.#links.context, this.connection, this.#links.inspectors);
    this.#state = 'open';
    this.#links.found(this, remote);
    if (this.#fragments) this.#inspection.fragment();
    for (const payload of this.#waiting) this.#transmit(payload);
    this.#waiting = [];
  }

  #transmit(payload: Buffer): void {
    const remote = this.#remote;
    if (remote === undefined) return;
    this.#links.toOrigin(remote, payload, (failure) => {
      if (!failure) return this.#carry('client-to-server', payload);
      this.#links.dropped();
      if (!this.#carried && !failure.passing) this.#fail('unreachable');
    });
  }

  #carry(direction: 'client-to-server' | 'server-to-client', payload: Buffer): void {
    if (this.#state !== 'open') return;
    this.#carried = true;
    if (direction === 'client-to-server') this.connection.bytesFromClient += payload.length;
    else this.connection.bytesFromServer += payload.length;
    this.#inspection?.observe(direction, payload, Date.now());
  }

  #fail(cause: FailureCause): void {
    if (this.#state === 'failed' || this.#state === 'closed') return;
    this.#state = 'failed';
    for (let count = this.#waiting.length; count > 0; count -= 1) this.#links.dropped();
    this.#waiting = [];
    this.#links.context.failed(this.connection, 'origin-failed', cause);
  }
}

/** What a datagram's origin is known by. */
export function sourceOf(address: string, port: number): string {
  return `${address} ${port}`;
}
