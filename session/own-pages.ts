import type { Connection, Message } from '../model/index.js';

/**
 * What of our own pages is judged: only the sample that the onboarding page's button leaks on purpose, so that a newcomer sees a violation. The
 * rest of those pages is no app's traffic.
 */
export class OwnPages {
  readonly #samples = new WeakMap<Connection, Connection>();
  readonly #begun: (sample: Connection) => void;

  /** `begun` is called once for each connection that a sample came on, with what it is judged as. */
  constructor(begun: (sample: Connection) => void) {
    this.#begun = begun;
  }

  /** What a message is judged on: as if the connection were an app's. Nothing for what is not to be judged. */
  judgedAs(connection: Connection, { request }: Message): Connection | undefined {
    if (!connection.internal) return connection;
    if (!isSample(request?.target)) return undefined;
    const known = this.#samples.get(connection);
    if (known !== undefined) return known;
    // Shown as what the device asked for: the port behind our name is nobody's business.
    const port = connection.wire === 'tls' ? 443 : 80;
    const sample = { ...connection, internal: false, ...(connection.server ? { server: { ...connection.server, port } } : {}) };
    this.#samples.set(connection, sample);
    this.#begun(sample);
    return sample;
  }

  /** What a connection was judged as, if a sample came on it. */
  sampleOn(connection: Connection): Connection | undefined {
    return this.#samples.get(connection);
  }

  /** Whether an exchange on a connection to our own pages is one that counts. */
  counts(connection: Connection, target: string): boolean {
    return this.#samples.has(connection) && isSample(target);
  }
}

function isSample(target: string | undefined): boolean {
  return target?.includes('/leak') ?? false;
}
