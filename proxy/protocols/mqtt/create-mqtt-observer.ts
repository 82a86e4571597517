import type { Direction, RequestHead } from '../../../model/index.js';
import type { Observer, ObserverContext } from '../observer.js';
import { createOpaqueObserver } from '../opaque/create-opaque-observer.js';
import { type MqttAgreement, MqttDirection } from './mqtt-direction.js';
import { mqttFaultGap } from './mqtt-fault.js';

export interface MqttOptions {
  /** What message ids begin with, when MQTT is a part of a connection (in a WebSocket, in a tunnel); else the connection's id. */
  readonly idPrefix?: string;
  /** The request in whose stream it travels: its host and path are those of every message. */
  readonly request?: RequestHead;
}

/**
 * Observes MQTT 3.1, 3.1.1 and 5, both directions. Each packet that names something or carries a payload is a message of kind `mqtt`, ids
 * `c7-m-out1`, `c7-m-in1`; what it names are its properties (MQTT 5 in brackets):
 * - CONNECT: `client-id`, `username`, `password`, `will-topic`; the will's payload is the body
 * - PUBLISH: `topic`, that of an alias too; the payload is the body [of the type that `content-type` says]
 * - SUBSCRIBE, UNSUBSCRIBE: a `topic` each
 * - [any: user properties, by their names and these as `user-property`, `reason-string`, `response-topic`, `correlation-data`,
 *   `authentication-method`, `authentication-data` and the like]
 *
 * Others (acknowledgements, pings) are not told. In a direction that cannot be read beyond doubt, all that follows is scanned as opaque, and
 * that is one gap. Not a check that the packets come in an order that a broker would accept.
 *
 * Keeps, a direction, one packet up to `limits.body` (a PUBLISH as `OpenMessage` does), and topics of aliases up to `limits.head`.
 */
export function createMqttObserver(context: ObserverContext, options: MqttOptions = {}): Observer {
  const { connection } = context;
  if (options.idPrefix === undefined && options.request === undefined) connection.protocol = 'mqtt';
  return new MqttObserver(context, options);
}

class MqttObserver implements Observer {
  readonly #context: ObserverContext;
  readonly #idPrefix: string;
  readonly #client: MqttDirection;
  readonly #server: MqttDirection;
  readonly #ended = new Set<Direction>();
  /** Scans what can no longer be read. */
  #rest: Observer | undefined;

  constructor(context: ObserverContext, { idPrefix = context.connection.id, request }: MqttOptions) {
    this.#context = context;
    this.#idPrefix = idPrefix;
    const agreement: MqttAgreement = { version: undefined };
    const more = { request, agreement };
    this.#client = new MqttDirection(context, { direction: 'client-to-server', idPrefix: `${idPrefix}-m-out`, ...more });
    this.#server = new MqttDirection(context, { direction: 'server-to-client', idPrefix: `${idPrefix}-m-in`, ...more });
  }

  observe(direction: Direction, bytes: Buffer, now: number): void {
    if (this.#ended.has(direction)) return;
    const reader = this.#of(direction);
    if (reader.fault !== undefined) {
      this.#rest?.observe(direction, bytes, now);
      return;
    }
    const at = reader.feed(bytes, now);
    const { fault } = reader;
    if (fault === undefined) return;
    this.#rest ??= createOpaqueObserver(this.#context, { idPrefix: this.#idPrefix, gap: mqttFaultGap(fault) });
    const before = reader.takeUnread();
    if (before.length > 0) this.#rest.observe(direction, before, now);
    if (at < bytes.length) this.#rest.observe(direction, bytes.subarray(at), now);
  }

  end(direction: Direction, now: number): void {
    if (this.#ended.has(direction)) return;
    this.#ended.add(direction);
    this.#of(direction).breakOff('cancelled');
    if (this.#of(direction).fault !== undefined) this.#rest?.end(direction, now);
  }

  close(how: 'ended' | 'reset' | 'run-over', now: number): void {
    const outcome = how === 'run-over' ? 'truncated' : 'cancelled';
    for (const direction of ['client-to-server', 'server-to-client'] as const) {
      if (!this.#ended.has(direction)) this.#of(direction).breakOff(outcome);
      this.#ended.add(direction);
    }
    this.#rest?.close(how, now);
  }

  tick(now: number): void {
    this.#client.tick(now);
    this.#server.tick(now);
    this.#rest?.tick(now);
  }

  #of(direction: Direction): MqttDirection {
    return direction === 'client-to-server' ? this.#client : this.#server;
  }
}
