import type { Connection, Coverage, Message } from '../../model/index.js';

/** What of a message counts: its bytes themselves may be gone by then. */
export interface CountedMessage extends Pick<Message, 'window'> {
  readonly body: { readonly bytes: { readonly length: number }; readonly size: number; readonly truncated: boolean };
}

type Depth = 'read' | 'scanned' | 'unseen';

/** Counts what a run looked at, as it goes. A message that comes in windows counts once as a message, and each window's bytes once. */
export class CoverageCounter {
  readonly #messages = { read: 0, scanned: 0, unseen: 0 };
  readonly #bytes = { read: 0, scanned: 0, unseen: 0 };
  readonly #interceptions = new Map<string, number>();
  #connections = 0;
  #exchanges = 0;

  get connections(): number {
    return this.#connections;
  }

  get exchanges(): number {
    return this.#exchanges;
  }

  message(message: CountedMessage, depth: Depth): void {
    if (message.window === undefined || message.window.index === 0) this.#messages[depth] += 1;
    this.#bytes[depth] += message.body.bytes.length;
    // Beyond a cap the rest of the payload passed unseen.
    if (message.body.truncated)
      this.#bytes.unseen += Math.max(0, message.body.size - message.body.bytes.length - (message.window?.offset ?? 0));
  }

  exchange(): void {
    this.#exchanges += 1;
  }

  connection({ interception, bytesFromClient, bytesFromServer }: Connection): void {
    this.#connections += 1;
    this.#interceptions.set(interception, (this.#interceptions.get(interception) ?? 0) + 1);
    if (interception === 'passthrough') this.#bytes.unseen += bytesFromClient + bytesFromServer;
  }

  result(pauses: number): Coverage {
    return {
      connections: this.#connections,
      connectionsByInterception: Object.fromEntries(this.#interceptions),
      exchanges: this.#exchanges,
      messages: { ...this.#messages },
      bytes: { ...this.#bytes },
      pauses,
    };
  }
}
