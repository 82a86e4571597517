import type { Connection, Coverage, Gap, Message } from '../../model/index.js';
import { ConnectionTally, type EndedConnection, tellingResolution } from './connection-tally.js';
import { addConnections, noConnections } from './coverage-table.js';
import { NameTable } from './name-table.js';

/** What of a message counts: its bytes themselves may be gone by then. */
export interface CountedMessage extends Pick<Message, 'window' | 'connectionId'> {
  readonly body: { readonly bytes: { readonly length: number }; readonly size: number; readonly truncated: boolean };
}

type Depth = 'read' | 'scanned' | 'unseen';

/** Connections that are told apart before they end: more than may be open at once. */
const mostOpen = 20_000;

/** Counts what a run looked at, as it goes. A message that comes in windows counts once as a message, and each window's bytes once. */
export class CoverageCounter {
  readonly #messages = { read: 0, scanned: 0, unseen: 0 };
  readonly #bytes = { read: 0, scanned: 0, unseen: 0 };
  readonly #interceptions = new Map<string, number>();
  readonly #open = new Map<string, ConnectionTally>();
  readonly #hosts = new NameTable();
  readonly #countries = new NameTable();
  #sights = noConnections;
  #connections = 0;
  #exchanges = 0;

  get connections(): number {
    return this.#connections;
  }

  get exchanges(): number {
    return this.#exchanges;
  }

  message(message: CountedMessage, depth: Depth): void {
    const { body, window } = message;
    const messages = window === undefined || window.index === 0 ? 1 : 0;
    // Beyond a cap the rest of the payload passed unseen.
    const unseen = body.truncated ? Math.max(0, body.size - body.bytes.length - (window?.offset ?? 0)) : 0;
    this.#messages[depth] += messages;
    this.#bytes[depth] += body.bytes.length;
    this.#bytes.unseen += unseen;
    this.#tallyOf(message.connectionId)?.message(depth, messages, body.bytes.length, unseen);
  }

  /** A gap in a connection, or in one of its messages. */
  gap({ connectionId, messageId }: Gap): void {
    this.#tallyOf(connectionId)?.gap(messageId === undefined);
  }

  exchange(): void {
    this.#exchanges += 1;
  }

  connection({ interception, bytesFromClient, bytesFromServer }: Connection): void {
    this.#connections += 1;
    this.#interceptions.set(interception, (this.#interceptions.get(interception) ?? 0) + 1);
    if (interception === 'passthrough') this.#bytes.unseen += bytesFromClient + bytesFromServer;
  }

  /** A connection has ended and all of it was judged; once for each. Its names are shown as they are given: redacted. */
  ended(connection: EndedConnection): void {
    const tally = this.#open.get(connection.id) ?? new ConnectionTally();
    this.#open.delete(connection.id);
    this.#bytes.unseen += tally.beyondMessages(connection);
    const { host, serverAddress, countryIsoCode } = connection;
    const row = tally.row(host ?? 'unknown', connection);
    this.#sights = addConnections(this.#sights, row.connections);
    const resolution = tellingResolution(connection);
    this.#hosts.add(resolution === undefined ? row : { ...row, resolution });
    this.#countries.add({ ...row, name: countryIsoCode ?? (serverAddress === null ? 'none' : 'undetermined') });
  }

  result(pauses: number): Coverage {
    return {
      connections: this.#connections,
      connectionsByInterception: Object.fromEntries(this.#interceptions),
      exchanges: this.#exchanges,
      messages: { ...this.#messages },
      bytes: { ...this.#bytes },
      pauses,
      breakdown: { connections: this.#sights, hosts: this.#hosts.result(), countries: this.#countries.result() },
    };
  }

  #tallyOf(connectionId: string): ConnectionTally | undefined {
    let tally = this.#open.get(connectionId);
    if (tally === undefined && this.#open.size < mostOpen) {
      tally = new ConnectionTally();
      this.#open.set(connectionId, tally);
    }
    return tally;
  }
}
