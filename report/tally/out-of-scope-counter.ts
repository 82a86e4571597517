import type { Connection, Coverage, Message } from '../../model/index.js';

/** Counts what a run was not about: relayed, and judged by no rule. A message that comes in windows counts once. */
export class OutOfScopeCounter {
  readonly #counts = { connections: 0, exchanges: 0, messages: 0, bytes: 0, unread: 0 };

  message({ window }: Pick<Message, 'window'>): void {
    if (window === undefined || window.index === 0) this.#counts.messages += 1;
  }

  exchange(): void {
    this.#counts.exchanges += 1;
  }

  /** One that has ended, none of whose messages was in scope. Bytes are those of the connection, in both directions. */
  connection({
    interception,
    bytesFromClient,
    bytesFromServer,
  }: Pick<Connection, 'interception' | 'bytesFromClient' | 'bytesFromServer'>): void {
    this.#counts.connections += 1;
    if ((interception === 'passthrough' || interception === 'opaque') && bytesFromClient + bytesFromServer > 0) this.#counts.unread += 1;
    this.#counts.bytes += bytesFromClient + bytesFromServer;
  }

  /** Nothing where a ruleset has no scope; with one, also where all was inside, so that a report shows that there was a scope. */
  result(scoped: boolean): Pick<Coverage, 'outOfScope'> {
    return scoped ? { outOfScope: { ...this.#counts } } : {};
  }
}
