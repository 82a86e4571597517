import type { ConnectionSight, CoverageRow, Interception, NameResolution, RowResolution } from '../../model/index.js';

/** What of a connection that has ended counts, redacted as in the record. */
export interface EndedConnection {
  readonly id: string;
  readonly host: string | null;
  readonly serverAddress: string | null;
  /** Null where the country is not certain. */
  readonly countryIsoCode: string | null;
  readonly interception: Interception;
  readonly bytesFromClient: number;
  readonly bytesFromServer: number;
  readonly resolution?: NameResolution | null;
  /** A wrong certificate was offered on it (trust run): what came was looked at only far enough to know that something came. */
  readonly underWrongCertificate?: boolean;
}

/** What a connection tells of its name; nothing where that is no alias, or could not be. */
export function tellingResolution({ resolution }: Pick<EndedConnection, 'resolution'>): RowResolution | undefined {
  if (resolution === undefined || resolution === null) return undefined;
  const { resolver = null, chain, chainUnknown = null } = resolution;
  const isPlain = chainUnknown === null || chainUnknown === 'local-name' || chainUnknown === 'overridden';
  return chain.length === 0 && isPlain ? undefined : { resolver, chain, chainUnknown };
}

type Depth = 'read' | 'scanned' | 'unseen';

/** What became of the messages of one connection. */
export class ConnectionTally {
  readonly #messages = { read: 0, scanned: 0, unseen: 0 };
  readonly #bytes = { read: 0, scanned: 0, unseen: 0 };
  #partly = false;
  #wholly = false;

  message(depth: Depth, messages: number, bytes: number, unseenBytes: number): void {
    this.#messages[depth] += messages;
    this.#bytes[depth] += bytes;
    this.#bytes.unseen += unseenBytes;
  }

  /** Something of it was not inspected: of a message, or from here on. */
  gap(whole: boolean): void {
    if (whole) this.#wholly = true;
    else this.#partly = true;
  }

  /**
   * Bytes that passed and are in no message, where the rest of a connection could not be read. Heads that were read before are among them,
   * since payloads alone are counted: rather too many than too few.
   */
  beyondMessages({ interception, bytesFromClient, bytesFromServer, underWrongCertificate = false }: EndedConnection): number {
    if (underWrongCertificate) return bytesFromClient;
    if (!this.#wholly || interception === 'client-rejected' || interception === 'passthrough') return 0;
    const { read, scanned, unseen } = this.#bytes;
    return Math.max(0, bytesFromClient + bytesFromServer - read - scanned - unseen);
  }

  /** The connection as a row of one. */
  row(name: string, ended: EndedConnection): CoverageRow {
    const passedThrough = ended.interception === 'passthrough' ? ended.bytesFromClient + ended.bytesFromServer : 0;
    const unseen = this.#bytes.unseen + passedThrough + this.beyondMessages(ended);
    return {
      name,
      connections: { read: 0, scanned: 0, unseen: 0, silent: 0, [this.#sight(ended)]: 1 },
      messages: { ...this.#messages },
      bytes: { ...this.#bytes, unseen },
    };
  }

  /** The worst that became of it. */
  #sight({ interception, bytesFromClient, bytesFromServer, underWrongCertificate = false }: EndedConnection): keyof ConnectionSight {
    if (underWrongCertificate) return bytesFromClient > 0 ? 'unseen' : 'silent';
    const { read, scanned, unseen } = this.#messages;
    const passedUnread = (interception === 'passthrough' || interception === 'opaque') && bytesFromClient + bytesFromServer > 0;
    if (this.#wholly || this.#partly || unseen > 0 || interception === 'client-rejected') return 'unseen';
    if (passedUnread && read + scanned === 0) return 'unseen';
    if (scanned > 0) return 'scanned';
    return read > 0 ? 'read' : 'silent';
  }
}
