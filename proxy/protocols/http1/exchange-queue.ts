import type { ObserverContext } from '../observer.js';
import type { OpenExchange } from './open-exchange.js';
import type { ParsedRequest } from './read-head.js';

/** The heads of waiting requests may add up to this many times `limits.head`. */
const waitingHeads = 4;

/**
 * The requests of a connection that wait for their responses, in order (RFC 9112, section 9.3). Tells the sink of each
 * exchange when both its messages have ended. Bounded in number and in the size of the heads it keeps.
 */
export class ExchangeQueue {
  readonly #context: ObserverContext;
  readonly #idPrefix: string;
  readonly #waiting: OpenExchange[] = [];
  #size = 0;
  #count = 0;

  constructor(context: ObserverContext, idPrefix: string) {
    this.#context = context;
    this.#idPrefix = idPrefix;
  }

  /** The exchange whose response comes next. */
  get first(): OpenExchange | undefined {
    return this.#waiting[0];
  }

  get full(): boolean {
    const { pipelined, head } = this.#context.limits;
    return this.#waiting.length >= pipelined || this.#size > waitingHeads * head;
  }

  open({ request, fields }: ParsedRequest, headSize: number, startedDateTime: number): OpenExchange {
    this.#count += 1;
    const exchange: OpenExchange = {
      id: `${this.#idPrefix}-x${this.#count}`,
      request,
      startedDateTime,
      headSize,
      maySwitch: request.method === 'CONNECT' || fields.upgrade !== undefined,
      upgrade: fields.upgrade,
      requestEnded: false,
      answered: false,
      responseEnded: false,
      broken: false,
      status: undefined,
      interim: 0,
    };
    this.#waiting.push(exchange);
    this.#size += headSize;
    return exchange;
  }

  requestEnded(exchange: OpenExchange, now: number): void {
    exchange.requestEnded = true;
    if (exchange.responseEnded) this.#tell(exchange, now);
  }

  /** The first exchange has had its final response. */
  responseEnded(now: number): void {
    const exchange = this.#waiting.shift();
    if (exchange === undefined) return;
    this.#size -= exchange.headSize;
    exchange.responseEnded = true;
    if (exchange.requestEnded) this.#tell(exchange, now);
  }

  /**
   * Nothing more will be known of what is open.
   *
   * @param requesting the exchange whose request has not ended: it is not in the queue if its response came early
   */
  giveUp(requesting: OpenExchange | undefined, now: number): void {
    if (requesting?.responseEnded === true) this.#tell(requesting, now);
    for (const exchange of this.#waiting) this.#tell(exchange, now);
    this.#waiting.length = 0;
    this.#size = 0;
  }

  #tell({ id, request, status, startedDateTime, requestEnded, responseEnded, broken }: OpenExchange, now: number): void {
    const complete = requestEnded && responseEnded && !broken;
    const connectionId = this.#context.connection.id;
    this.#context.sink.exchange({ id, connectionId, request, status, startedDateTime, endedDateTime: now, complete });
  }
}
