import type { Direction } from '../../../model/index.js';
import type { ObserverContext } from '../observer.js';
import { WindowedStream } from '../windowed-stream.js';

/**
 * The text of a message's chunk extensions (RFC 9112, section 7.1.1): no part of its body, but able to carry values, so it is
 * told as an opaque message `<message>-e` of its own. Hardly anybody sends any, so nothing exists until one comes.
 */
export class ChunkExtensions {
  readonly #context: ObserverContext;
  readonly #direction: Direction;
  #stream: WindowedStream | undefined;

  constructor(context: ObserverContext, direction: Direction) {
    this.#context = context;
    this.#direction = direction;
  }

  push(messageId: string, piece: Buffer, now: number): void {
    this.#stream ??= this.#open(`${messageId}-e`, now);
    this.#stream.push(piece);
  }

  /** The message they belong to has ended. */
  finish(): void {
    this.#stream?.finish();
    this.#stream = undefined;
  }

  #open(id: string, startedDateTime: number): WindowedStream {
    const { connection, wire, sink, limits } = this.#context;
    return new WindowedStream(limits, (bytes, index, offset, size, last) => {
      sink.message({
        id,
        connectionId: connection.id,
        kind: 'opaque',
        direction: this.#direction,
        startedDateTime,
        wire,
        body: { bytes, size, truncated: false },
        window: { index, offset, last },
      });
    });
  }
}
