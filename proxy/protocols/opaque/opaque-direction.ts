import type { Direction, RequestHead } from '../../../model/index.js';
import type { ObserverContext } from '../observer.js';
import { WindowedStream } from '../windowed-stream.js';

/** One direction of an opaque stream as one message, in windows. */
export class OpaqueDirection {
  readonly #stream: WindowedStream;
  #startedDateTime = 0;
  #now = 0;
  #finished = false;
  #cancelled = false;

  constructor(context: ObserverContext, direction: Direction, id: string, request?: RequestHead) {
    const { connection, wire, sink, limits } = context;
    this.#stream = new WindowedStream(limits, (bytes, index, offset, size, last) => {
      sink.message({
        id,
        connectionId: connection.id,
        kind: 'opaque',
        direction,
        startedDateTime: this.#startedDateTime,
        wire,
        request,
        body: { bytes, size, truncated: false },
        window: { index, offset, last },
        cancelled: last && this.#cancelled ? true : undefined,
      });
      this.#startedDateTime = this.#now;
    });
  }

  get finished(): boolean {
    return this.#finished;
  }

  push(bytes: Buffer, now: number): void {
    if (this.#finished || bytes.length === 0) return;
    this.#now = now;
    if (!this.#stream.hasFresh) this.#startedDateTime = now;
    this.#stream.push(bytes);
  }

  flush(): void {
    this.#stream.flush();
  }

  finish(cancelled: boolean): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#cancelled = cancelled;
    this.#stream.finish();
  }
}
