import type { Direction } from '../../../model/index.js';
import { ByteStore } from '../byte-store.js';
import type { Observer, ObserverContext } from '../observer.js';
import { createOpaqueObserver } from '../opaque/create-opaque-observer.js';

/**
 * What goes through a CONNECT on one stream. The client's bytes are held (bounded) until the response says whether there is a tunnel,
 * and of what kind; when it was refused, they are scanned.
 */
export class StreamTunnel {
  readonly #context: ObserverContext;
  readonly #idPrefix: string;
  /** What an extended CONNECT asks for (RFC 8441), in lower case. */
  readonly protocol: string | undefined;
  readonly #held = new ByteStore();
  #heldSince = 0;
  #clientEnded = false;
  #inner: Observer | undefined;
  #granted = false;

  constructor(context: ObserverContext, idPrefix: string, protocol: string | undefined) {
    this.#context = context;
    this.#idPrefix = idPrefix;
    this.protocol = protocol?.toLowerCase();
  }

  get granted(): boolean {
    return this.#granted;
  }

  /** The response opens the tunnel; `inner` observes what goes through it. */
  grant(inner: Observer, now: number): void {
    this.#granted = true;
    // When more came than could be held, what observes it since goes on.
    if (this.#inner === undefined) this.#settle(inner, now);
  }

  /** There is no tunnel, but the client may have sent something. */
  refuse(now: number): void {
    if (this.#inner === undefined) this.#scan(now);
  }

  data(direction: Direction, piece: Buffer, now: number): void {
    if (this.#inner !== undefined) {
      this.#inner.observe(direction, piece, now);
      return;
    }
    if (this.#held.length === 0) this.#heldSince = now;
    const { held } = this.#context.limits;
    if (this.#held.length + piece.length <= held) {
      this.#held.append(piece, held);
      this.#held.own();
      return;
    }
    const detail = 'more was sent behind a CONNECT than is held while its answer is awaited';
    this.#scan(now, { reason: 'budget-exhausted', detail }).observe(direction, piece, now);
  }

  end(direction: Direction, now: number): void {
    if (direction === 'client-to-server') this.#clientEnded = true;
    this.#inner?.end(direction, now);
  }

  close(how: 'ended' | 'reset' | 'run-over', now: number): void {
    if (this.#inner === undefined && this.#held.length > 0) this.#scan(now);
    this.#inner?.close(how, now);
  }

  tick(now: number): void {
    this.#inner?.tick(now);
  }

  #scan(now: number, gap?: { readonly reason: 'budget-exhausted'; readonly detail: string }): Observer {
    const idPrefix = this.#idPrefix;
    const inner = createOpaqueObserver(this.#context, gap === undefined ? { idPrefix } : { idPrefix, gap });
    this.#settle(inner, now);
    return inner;
  }

  #settle(inner: Observer, now: number): void {
    this.#inner = inner;
    if (this.#held.length > 0) inner.observe('client-to-server', this.#held.view(), this.#heldSince);
    this.#held.clear();
    if (this.#clientEnded) inner.end('client-to-server', now);
  }
}
