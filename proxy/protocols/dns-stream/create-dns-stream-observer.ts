import type { Direction } from '../../../model/index.js';
import type { Observer, ObserverContext } from '../observer.js';
import { createOpaqueObserver } from '../opaque/create-opaque-observer.js';
import { DnsDirection } from './dns-direction.js';

const gap = { reason: 'ambiguous-framing', detail: 'a frame that holds no DNS message' } as const;

/**
 * Observes DNS over TCP (RFC 7766) or TLS (RFC 7858), both directions: messages behind a length of two bytes. Each is told as it ends, whole, of kind
 * `dns`, ids `c7-d-out1` and `c7-d-in1`. In a direction whose frame holds no DNS message all that follows is scanned as opaque, and that is one
 * gap. Keeps one unfinished message a direction, at most 64 KiB.
 */
export function createDnsStreamObserver(context: ObserverContext, options: { readonly idPrefix?: string } = {}): Observer {
  if (options.idPrefix === undefined) context.connection.protocol = 'dns';
  return new DnsStreamObserver(context, options.idPrefix ?? context.connection.id);
}

class DnsStreamObserver implements Observer {
  readonly #context: ObserverContext;
  readonly #idPrefix: string;
  readonly #client: DnsDirection;
  readonly #server: DnsDirection;
  readonly #ended = new Set<Direction>();
  /** Scans what can no longer be read. */
  #rest: Observer | undefined;

  constructor(context: ObserverContext, idPrefix: string) {
    this.#context = context;
    this.#idPrefix = idPrefix;
    this.#client = new DnsDirection(context, 'client-to-server', `${idPrefix}-d-out`);
    this.#server = new DnsDirection(context, 'server-to-client', `${idPrefix}-d-in`);
  }

  observe(direction: Direction, bytes: Buffer, now: number): void {
    if (this.#ended.has(direction)) return;
    const reader = direction === 'client-to-server' ? this.#client : this.#server;
    const at = reader.fault ? 0 : reader.feed(bytes, now);
    if (!reader.fault) return;
    this.#scan(direction, reader.takeUnread(), now);
    this.#scan(direction, at === 0 ? bytes : bytes.subarray(at), now);
  }

  end(direction: Direction, now: number): void {
    this.#finish(direction, 'cancelled', now);
    this.#rest?.end(direction, now);
  }

  close(how: 'ended' | 'reset' | 'run-over', now: number): void {
    const outcome = how === 'run-over' ? 'truncated' : 'cancelled';
    this.#finish('client-to-server', outcome, now);
    this.#finish('server-to-client', outcome, now);
    this.#rest?.close(how, now);
  }

  tick(now: number): void {
    this.#rest?.tick(now);
  }

  #finish(direction: Direction, outcome: 'cancelled' | 'truncated', now: number): void {
    if (this.#ended.has(direction)) return;
    this.#ended.add(direction);
    const reader = direction === 'client-to-server' ? this.#client : this.#server;
    if (!reader.fault) this.#scan(direction, reader.breakOff(outcome), now);
  }

  #scan(direction: Direction, bytes: Buffer, now: number): void {
    if (bytes.length === 0) return;
    this.#rest ??= createOpaqueObserver(this.#context, { idPrefix: this.#idPrefix, gap });
    this.#rest.observe(direction, bytes, now);
  }
}
