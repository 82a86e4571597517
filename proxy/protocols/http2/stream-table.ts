import type { RequestHead } from '../../../model/index.js';
import type { ObserverContext } from '../observer.js';
import type { OpenStream } from './open-stream.js';

/** The heads of open streams may add up to this many times `limits.head`. */
const openHeads = 16;

/**
 * The streams of a connection that are open at one end at least. Tells the sink of each exchange when both its messages have ended.
 * Bounded in number and in the size of the heads it keeps; of a closed stream it keeps nothing.
 */
export class StreamTable {
  readonly #context: ObserverContext;
  readonly #idPrefix: string;
  readonly #streams = new Map<number, OpenStream>();
  #headSize = 0;
  #count = 0;

  constructor(context: ObserverContext, idPrefix: string) {
    this.#context = context;
    this.#idPrefix = idPrefix;
  }

  /** No more streams can be kept: their number is bounded as that of pipelined requests is. */
  get full(): boolean {
    const { pipelined, head } = this.#context.limits;
    return this.#streams.size >= pipelined || this.#headSize > openHeads * head;
  }

  get(number: number): OpenStream | undefined {
    return this.#streams.get(number);
  }

  values(): Iterable<OpenStream> {
    return this.#streams.values();
  }

  /** @param id that of the exchange, when it began elsewhere */
  open(number: number, request: RequestHead, headSize: number, startedDateTime: number, id?: string): OpenStream {
    if (id === undefined) this.#count += 1;
    const stream: OpenStream = {
      number,
      id: id ?? `${this.#idPrefix}-x${this.#count}`,
      request,
      startedDateTime,
      headSize,
      requestBody: undefined,
      responseBody: undefined,
      requestEnded: false,
      responseEnded: false,
      answered: false,
      broken: false,
      status: undefined,
      interim: 0,
      tunnel: undefined,
      told: false,
      touched: false,
    };
    this.#streams.set(number, stream);
    this.#headSize += headSize;
    return stream;
  }

  /** Nothing more is to come on it. */
  close(stream: OpenStream, now: number): void {
    this.#streams.delete(stream.number);
    this.#headSize -= stream.headSize;
    this.tell(stream, now);
  }

  /** Tells of the exchange, unless that has been done. */
  tell(stream: OpenStream, now: number): void {
    if (stream.told) return;
    stream.told = true;
    const { id, request, status, startedDateTime, requestEnded, responseEnded, broken, tunnel } = stream;
    const complete = !broken && (tunnel?.granted === true || (requestEnded && responseEnded));
    const connectionId = this.#context.connection.id;
    this.#context.sink.exchange({ id, connectionId, request, status, startedDateTime, endedDateTime: now, complete });
  }
}
