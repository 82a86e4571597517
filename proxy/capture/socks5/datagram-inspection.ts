import type { Connection, Direction } from '../../../model/index.js';
import type { DatagramOpening } from '../../protocols/datagram/create-datagram-opening.js';
import type { Decided } from '../../protocols/datagram/decided.js';
import type { Observer, ObserverContext } from '../../protocols/index.js';
import type { ProxyContext } from '../../proxy-context.js';
import type { DatagramInspectors } from './datagram-inspectors.js';

/** What is held until it is known what is spoken: datagrams, bytes, milliseconds. Then that is decided with what is known. */
const limits = { datagrams: 16, bytes: 64 * 1024, time: 2_000 };

interface Held {
  readonly direction: Direction;
  readonly payload: Buffer;
  readonly now: number;
}

/**
 * Reads the datagrams of one connection, each fed after it was relayed: finds out by the first ones what is spoken, tells that the
 * connection is opened, and hands everything to the observer chosen. Tells `opened` once, at the latest at `close`; never `closed`.
 */
export class DatagramInspection {
  readonly #context: ProxyContext;
  readonly #connection: Connection;
  readonly #inspectors: DatagramInspectors;
  readonly #opening: DatagramOpening;
  #observer: Observer | undefined;
  #sink: ObserverContext['sink'] | undefined;
  #held: Held[] = [];
  #heldBytes = 0;
  #heldSince = 0;
  #fragments: 'none' | 'untold' | 'told' = 'none';

  constructor(context: ProxyContext, connection: Connection, inspectors: DatagramInspectors) {
    this.#context = context;
    this.#connection = connection;
    this.#inspectors = inspectors;
    this.#opening = inspectors.createOpening();
  }

  /** `payload` must be the connection's own: it may be held for a while. */
  observe(direction: Direction, payload: Buffer, now: number): void {
    if (this.#observer) return void this.#observer.observe(direction, payload, now);
    if (this.#held.length === 0) this.#heldSince = now;
    this.#held.push({ direction, payload, now });
    this.#heldBytes += payload.length;
    const decision = this.#opening.feed(direction, payload);
    if (decision.kind === 'decided') this.#open(decision);
    else if (this.#held.length >= limits.datagrams || this.#heldBytes >= limits.bytes) this.#open(this.#opening.settle());
  }

  /** A fragment came for this connection, and was dropped. */
  fragment(): void {
    if (this.#fragments === 'none') this.#fragments = 'untold';
    if (this.#observer) this.#tellFragments();
  }

  tick(now: number): void {
    if (this.#observer) this.#observer.tick(now);
    else if (this.#held.length > 0 && now - this.#heldSince >= limits.time) this.#open(this.#opening.settle());
  }

  close(how: 'ended' | 'run-over', now: number): void {
    if (!this.#observer) this.#open(this.#opening.settle());
    this.#observer?.close(how, now);
  }

  #open(decided: Decided): void {
    const connection = this.#connection;
    connection.wire = decided.wire;
    connection.interception = decided.interception;
    if (decided.protocol !== undefined) connection.protocol = decided.protocol;
    const { serverName, hello } = decided;
    if (serverName !== undefined || hello !== undefined) {
      connection.tls = { ...(serverName === undefined ? {} : { serverName }), ...(hello ? { hello } : {}) };
    }
    this.#context.ledger.opened(connection);
    const observer = this.#context.observe(connection, (observing) => {
      this.#sink = observing.sink;
      return this.#inspectors.createObserver(observing, decided);
    });
    this.#observer = observer;
    for (const { direction, payload, now } of this.#held) observer.observe(direction, payload, now);
    this.#held = [];
    this.#tellFragments();
  }

  /** Once a connection: how many there were makes no difference. */
  #tellFragments(): void {
    if (this.#fragments !== 'untold') return;
    this.#fragments = 'told';
    try {
      this.#sink?.gap({
        reason: 'unsupported-protocol',
        connectionId: this.#connection.id,
        detail: 'datagrams in SOCKS5 fragments, which are neither put together nor relayed, were dropped unseen',
      });
    } catch (error) {
      this.#context.fault(error);
    }
  }
}
