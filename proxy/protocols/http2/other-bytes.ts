import type { Direction } from '../../../model/index.js';
import type { ObserverContext } from '../observer.js';
import { WindowedStream } from '../windowed-stream.js';

/**
 * What of one direction belongs to no message that can be told, one behind the other as an opaque message: debug data, frames of
 * unknown types, padding with something in it, and content and fields of streams that are not known any more, because one end
 * reset them while the other was still sending, or because there were too many. Hardly ever anything, so nothing exists until then.
 */
export class OtherBytes {
  readonly id: string;
  readonly #context: ObserverContext;
  readonly #direction: Direction;
  #stream: WindowedStream | undefined;

  constructor(context: ObserverContext, direction: Direction, id: string) {
    this.#context = context;
    this.#direction = direction;
    this.id = id;
  }

  push(piece: Buffer, now: number): void {
    this.#stream ??= this.#open(now);
    this.#stream.push(piece);
  }

  /** Fields as lines of text. */
  pushFields(list: readonly string[], now: number): void {
    let text = '';
    for (let at = 0; at + 1 < list.length; at += 2) text += `${list[at]!}: ${list[at + 1]!}\r\n`;
    this.push(Buffer.from(text, 'latin1'), now);
  }

  flush(): void {
    this.#stream?.flush();
  }

  finish(): void {
    this.#stream?.finish();
    this.#stream = undefined;
  }

  #open(startedDateTime: number): WindowedStream {
    const { connection, wire, sink, limits } = this.#context;
    return new WindowedStream(limits, (bytes, index, offset, size, last) => {
      sink.message({
        id: this.id,
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
