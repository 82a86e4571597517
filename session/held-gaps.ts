import type { Connection, Gap } from '../model/index.js';

/** Gaps kept of one connection, and connections of which some are kept: beyond, they count as if they were inside. */
const mostOfOne = 64;
const mostConnections = 1_000;

/**
 * Gaps of connections to hosts outside the run's scope. One may come before the message that takes its connection inside, and belong to that: it is
 * kept until then.
 */
export class HeldGaps {
  readonly #held = new Map<Connection, Gap[]>();

  /** False when there is no room: then it is not kept. */
  hold(connection: Connection, gap: Gap): boolean {
    const gaps = this.#held.get(connection);
    if (gaps === undefined) {
      if (this.#held.size >= mostConnections) return false;
      this.#held.set(connection, [gap]);
      return true;
    }
    if (gaps.length >= mostOfOne) return false;
    gaps.push(gap);
    return true;
  }

  /** What was kept of a connection that is inside from now on. */
  take(connection: Connection): readonly Gap[] {
    const gaps = this.#held.get(connection);
    if (gaps === undefined) return [];
    this.#held.delete(connection);
    return gaps;
  }

  /** It has ended, and was outside to its end. */
  drop(connection: Connection): void {
    this.#held.delete(connection);
  }
}
