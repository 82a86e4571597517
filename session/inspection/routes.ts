import type { Connection, Message } from '../../model/index.js';
import type { Route } from './inspection-job.js';

/** Where the windows of the messages under way are inspected. One that was not inspected anywhere yet has no entry. */
export class Routes {
  readonly #of = new WeakMap<Connection, Map<string, Route | 'here'>>();

  get(connection: Connection, message: Message): Route | 'here' | undefined {
    return isPart(message) ? this.#of.get(connection)?.get(message.id) : undefined;
  }

  /** Remembers where the next windows go; nothing for a message that comes whole. */
  set<R extends Route | 'here'>(connection: Connection, message: Message, route: R): R | undefined {
    if (!isPart(message)) return undefined;
    const known = this.#of.get(connection) ?? new Map<string, Route | 'here'>();
    this.#of.set(connection, known.set(message.id, route));
    return route;
  }

  /** After its last window. */
  passed(connection: Connection, message: Message): void {
    if (message.window?.last) this.#of.get(connection)?.delete(message.id);
  }

  /** Messages of a connection that never came to their last window. */
  take(connection: Connection): readonly string[] {
    const ids = [...(this.#of.get(connection)?.keys() ?? [])];
    this.#of.delete(connection);
    return ids;
  }
}

function isPart({ window }: Message): boolean {
  return window !== undefined && !(window.index === 0 && window.last);
}
