import type { Remote, UdpConnection } from './udp-connection.js';

/** Most destinations of one association at once; one more closes that which was silent for longest. */
const mostConnections = 1_024;
/** Milliseconds without a datagram after which a connection counts as over (RFC 4787, REQ-5: no less than two minutes). */
const idleLimit = 120_000;

/** The connections of one association: by destination as the device writes it, by the address that answers, and by age. */
export class UdpConnections {
  /** In the order of their last datagram. */
  readonly #byKey = new Map<string, UdpConnection>();
  readonly #bySource = new Map<string, UdpConnection>();
  readonly #byAddress = new Map<string, number>();
  #latest: UdpConnection | undefined;

  get size(): number {
    return this.#byKey.size;
  }

  /** The connection to a destination, for a datagram of the device's: answers from there are its answers from now on. */
  to(key: string): UdpConnection | undefined {
    const found = this.#byKey.get(key);
    if (found === undefined) return undefined;
    this.#touch(found);
    // Two names of one address are two connections: what comes back belongs to that which asked last.
    if (found.remote !== undefined && this.#bySource.get(found.remote.source) !== found) this.#bySource.set(found.remote.source, found);
    return found;
  }

  /** The connection that a datagram from this source belongs to. */
  from(source: string): UdpConnection | undefined {
    const found = this.#bySource.get(source);
    if (found !== undefined) this.#touch(found);
    return found;
  }

  /** Whether the device has sent something to this address, to whatever port. */
  knows(address: string): boolean {
    return this.#byAddress.has(address);
  }

  /** Makes room where there is none. */
  add(connection: UdpConnection, now: number): void {
    if (this.#byKey.size >= mostConnections) {
      const [oldest] = this.#byKey.values();
      if (oldest !== undefined) this.#end(oldest, 'ended', now);
    }
    this.#byKey.set(connection.key, connection);
    this.#latest = connection;
  }

  /** The address of one of them is known. */
  found(connection: UdpConnection, { address, source }: Remote): void {
    this.#bySource.set(source, connection);
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
  }

  /** About once a second: ends those that are silent for too long, and forgets those that came to nothing. */
  tick(now: number): void {
    for (const connection of this.#byKey.values()) {
      if (connection.isSpent(now) || now - connection.lastActive > idleLimit) this.#end(connection, 'ended', now);
      else connection.tick(now);
    }
  }

  closeAll(how: 'ended' | 'run-over', now: number): void {
    for (const connection of this.#byKey.values()) this.#end(connection, how, now);
  }

  #touch(connection: UdpConnection): void {
    if (this.#latest === connection) return;
    this.#latest = connection;
    this.#byKey.delete(connection.key);
    this.#byKey.set(connection.key, connection);
  }

  #end(connection: UdpConnection, how: 'ended' | 'run-over', now: number): void {
    const { key, remote } = connection;
    this.#byKey.delete(key);
    if (this.#latest === connection) this.#latest = undefined;
    if (remote !== undefined) {
      if (this.#bySource.get(remote.source) === connection) this.#bySource.delete(remote.source);
      const left = (this.#byAddress.get(remote.address) ?? 1) - 1;
      if (left > 0) this.#byAddress.set(remote.address, left);
      else this.#byAddress.delete(remote.address);
    }
    connection.close(how, now);
  }
}
