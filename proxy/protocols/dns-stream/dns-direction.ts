import type { Direction } from '../../../model/index.js';
import { ByteStore } from '../byte-store.js';
import type { ObserverContext } from '../observer.js';
import { dnsHeaderLength, isPlausibleHeader } from './is-plausible-header.js';

/** RFC 1035, section 4.2.2. */
const prefixLength = 2;
const longest = prefixLength + 0xffff;

/** Reads the messages of one direction, each as soon as it is whole. */
export class DnsDirection {
  readonly #context: ObserverContext;
  readonly #direction: Direction;
  readonly #idPrefix: string;
  readonly #store = new ByteStore();
  #startedDateTime = 0;
  #messages = 0;
  #fault = false;

  /** @param idPrefix what message ids begin with; a number follows */
  constructor(context: ObserverContext, direction: Direction, idPrefix: string) {
    this.#context = context;
    this.#direction = direction;
    this.#idPrefix = idPrefix;
  }

  /** A frame holds no DNS message: nothing behind its start can be told apart any more. */
  get fault(): boolean {
    return this.#fault;
  }

  /** What was kept of the frame at fault. A view, given once. */
  takeUnread(): Buffer {
    const bytes = this.#store.view();
    this.#store.clear();
    return bytes;
  }

  /** Returns how far it read: all, unless there is a fault. */
  feed(bytes: Buffer, now: number): number {
    let at = 0;
    while (at < bytes.length && !this.#fault) {
      if (this.#store.length > 0) at = this.#collect(bytes, at);
      else {
        this.#startedDateTime = now;
        const needed = this.#needed(bytes, at);
        if (this.#fault) break;
        if (bytes.length - at < needed) {
          this.#store.append(bytes.subarray(at), longest);
          at = bytes.length;
        } else {
          this.#tell(bytes.subarray(at + prefixLength, at + needed), undefined);
          at += needed;
        }
      }
    }
    this.#store.own();
    return at;
  }

  /** Nothing more comes: an unfinished message is told as it is. Returns what may be none, because no header was ever seen. */
  breakOff(outcome: 'cancelled' | 'truncated'): Buffer {
    const rest = this.takeUnread();
    if (this.#messages === 0 && rest.length < prefixLength + dnsHeaderLength) return rest;
    if (rest.length <= prefixLength) return rest.subarray(0, 0);
    const id = this.#tell(rest.subarray(prefixLength), outcome);
    if (outcome === 'truncated') {
      const { connection, sink } = this.#context;
      const detail = 'the run ended before the DNS message did';
      sink.gap({ reason: 'truncated', connectionId: connection.id, messageId: id, location: 'name', detail });
    }
    return rest.subarray(0, 0);
  }

  #collect(bytes: Buffer, start: number): number {
    let at = start;
    while (at < bytes.length) {
      const missing = this.#needed(this.#store.view(), 0) - this.#store.length;
      if (this.#fault) break;
      const piece = bytes.subarray(at, at + missing);
      this.#store.append(piece, longest);
      at += piece.length;
      const needed = this.#needed(this.#store.view(), 0);
      if (this.#fault || this.#store.length < needed) continue;
      this.#tell(this.#store.view().subarray(prefixLength), undefined);
      this.#store.clear();
      break;
    }
    return at;
  }

  /** Bytes from `at` on that are needed to go on: for the header, then for the message. Sets the fault. */
  #needed(bytes: Buffer, at: number): number {
    const available = bytes.length - at;
    if (available < prefixLength) return prefixLength;
    const length = bytes.readUInt16BE(at);
    if (length < dnsHeaderLength) this.#fault = true;
    else if (available < prefixLength + dnsHeaderLength) return prefixLength + dnsHeaderLength;
    else if (!isPlausibleHeader(bytes, at + prefixLength, length)) this.#fault = true;
    return prefixLength + length;
  }

  #tell(bytes: Buffer, outcome: 'cancelled' | 'truncated' | undefined): string {
    const { connection, wire, sink } = this.#context;
    this.#messages += 1;
    const id = this.#idPrefix + this.#messages;
    sink.message({
      id,
      connectionId: connection.id,
      kind: 'dns',
      direction: this.#direction,
      startedDateTime: this.#startedDateTime,
      wire,
      contentType: 'application/dns-message',
      body: { bytes, size: bytes.length, truncated: outcome === 'truncated' },
      cancelled: outcome === 'cancelled' ? true : undefined,
    });
    return id;
  }
}
