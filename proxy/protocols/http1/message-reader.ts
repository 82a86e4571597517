import { assertNever } from '../../../model/index.js';
import { ByteStore } from '../byte-store.js';
import { ChunkLine } from './chunk-line.js';
import { FieldLines } from './field-lines.js';
import type { Framing } from './framing.js';
import type { FramingFault } from './framing-fault.js';
import { checkLines, type HeadKind, type ParsedHead, readHead } from './read-head.js';

/** What a reader tells of the messages it reads. Buffers are views of what was fed, or of the reader's own store: copy to keep. */
export interface MessageHandler<Head extends ParsedHead> {
  /** A head is whole; says how its body is framed. `headBytes` runs to the last header line's CR LF. */
  head(head: Head, headBytes: Buffer, startedDateTime: number): Framing | FramingFault;
  data(piece: Buffer, now: number): void;
  /** Text of a chunk's extensions, in pieces. */
  extension(piece: Buffer, now: number): void;
  /** The message is complete. */
  done(trailers: readonly string[] | undefined, now: number): void;
}

type State = 'head' | 'length' | 'until-close' | 'chunk-line' | 'chunk-data' | 'chunk-cr' | 'chunk-lf' | 'trailers';

const sectionEnd = Buffer.from('\r\n\r\n');

/**
 * Takes one direction of an HTTP/1 connection apart into messages (RFC 9112): framing only, no pairing and no judging.
 * Stops for good at the first byte that cannot be read beyond doubt ({@link fault}); {@link takeUnread} then holds what it had
 * gathered of an unfinished head. Keeps at most `limit` bytes of an unfinished head or trailer section, and nothing of a body.
 */
export class MessageReader<Head extends ParsedHead> {
  readonly #kind: Head['kind'];
  readonly #limit: number;
  readonly #handler: MessageHandler<Head>;
  readonly #pending = new ByteStore();
  readonly #chunkLine = new ChunkLine();
  #state: State = 'head';
  #remaining = 0;
  #checked = 0;
  #started = 0;
  #paused = false;
  #fault: FramingFault | undefined;

  constructor(kind: Head['kind'], limit: number, handler: MessageHandler<Head>) {
    this.#kind = kind;
    this.#limit = limit;
    this.#handler = handler;
  }

  get fault(): FramingFault | undefined {
    return this.#fault;
  }

  /** Inside a body that only the end of the connection ends. */
  get untilClose(): boolean {
    return this.#state === 'until-close';
  }

  /** Hands out, once, what has been gathered of a head or trailer section that is not whole, and when it began. */
  takeUnread(): { readonly bytes: Buffer; readonly since: number } {
    const bytes = this.#pending.view();
    this.#pending.clear();
    return { bytes, since: this.#started };
  }

  /** Makes the running {@link feed} return as soon as the current head has been dealt with. */
  pause(): void {
    this.#paused = true;
  }

  /** Reads `bytes` from `from` on. Returns where it stopped: at the end, after a head that called {@link pause}, or at a fault. */
  feed(bytes: Buffer, from: number, now: number): number {
    let at = from;
    this.#paused = false;
    while (at < bytes.length && !this.#paused && this.#fault === undefined) {
      switch (this.#state) {
        case 'head':
          at = this.#readHead(bytes, at, now);
          break;
        case 'length':
        case 'chunk-data':
          at = this.#readCounted(bytes, at, now);
          break;
        case 'until-close':
          this.#handler.data(at === 0 ? bytes : bytes.subarray(at), now);
          return bytes.length;
        case 'chunk-line':
          at = this.#readChunkLine(bytes, at, now);
          break;
        case 'chunk-cr':
          at = this.#expect(bytes, at, 0x0d, 'chunk-lf');
          break;
        case 'chunk-lf':
          at = this.#expect(bytes, at, 0x0a, 'chunk-line');
          break;
        case 'trailers':
          at = this.#gather(bytes, at, now);
          break;
        default:
          return assertNever(this.#state);
      }
    }
    return at;
  }

  #readHead(bytes: Buffer, from: number, now: number): number {
    if (this.#pending.length > 0) return this.#gather(bytes, from, now);
    let at = from;
    if (this.#kind === 'request') {
      // RFC 9112, section 2.2: empty lines before a request line are ignored.
      while (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) at += 2;
      if (at === bytes.length) return at;
    }
    const end = bytes.indexOf(sectionEnd, at);
    if (end === -1 || end + 4 - at > this.#limit) return this.#gather(bytes, at, now);
    this.#started = now;
    return this.#begin(bytes, at, end + 2, now) ? end + 4 : at;
  }

  /** Deals with a whole head at `bytes[from, to)`. False at a fault. */
  #begin(bytes: Buffer, from: number, to: number, now: number): boolean {
    const head = readHead(this.#kind, bytes, from, to);
    if (typeof head === 'string') {
      this.#fault = head;
      return false;
    }
    const framing = this.#handler.head(head as Head, bytes.subarray(from, to), this.#started);
    if (typeof framing === 'string') {
      this.#fault = framing;
      return false;
    }
    switch (framing.kind) {
      case 'none':
        this.#handler.done(undefined, now);
        return true;
      case 'length':
        this.#state = 'length';
        this.#remaining = framing.length;
        return true;
      case 'chunked':
        this.#state = 'chunk-line';
        this.#chunkLine.restart();
        return true;
      case 'until-close':
        this.#state = 'until-close';
        return true;
      default:
        return assertNever(framing);
    }
  }

  #readCounted(bytes: Buffer, at: number, now: number): number {
    const end = Math.min(bytes.length, at + this.#remaining);
    this.#remaining -= end - at;
    this.#handler.data(bytes.subarray(at, end), now);
    if (this.#remaining > 0) return end;
    if (this.#state === 'length') this.#complete(undefined, now);
    else this.#state = 'chunk-cr';
    return end;
  }

  #readChunkLine(bytes: Buffer, from: number, now: number): number {
    const line = this.#chunkLine;
    const at = line.read(bytes, from, (piece) => this.#handler.extension(piece, now));
    this.#fault = line.fault;
    if (!line.complete) return at;
    this.#remaining = line.size;
    this.#state = line.size === 0 ? 'trailers' : 'chunk-data';
    line.restart();
    return at;
  }

  #expect(bytes: Buffer, at: number, code: number, next: State): number {
    if (bytes[at] !== code) {
      this.#fault = 'chunk-not-terminated';
      return at;
    }
    this.#state = next;
    return at + 1;
  }

  #complete(trailers: readonly string[] | undefined, now: number): void {
    this.#state = 'head';
    this.#handler.done(trailers, now);
  }

  /** Gathers a section whose end is not in the bytes at hand, up to the limit. What it keeps at a fault is {@link takeUnread}. */
  #gather(bytes: Buffer, from: number, now: number): number {
    const trailers = this.#state === 'trailers';
    let before = this.#pending.length;
    if (before === 0) {
      this.#checked = 0;
      this.#started = now;
      if (trailers && bytes[from] === 0x0d && bytes[from + 1] === 0x0a) {
        this.#complete(undefined, now);
        return from + 2;
      }
    }
    const end = Math.min(bytes.length, from + this.#limit - before);
    this.#pending.append(bytes.subarray(from, end), this.#limit);
    this.#pending.own();
    let view = this.#pending.view();
    while (view[0] === 0x0d && view[1] === 0x0a && (trailers || this.#kind === 'request')) {
      this.#pending.drop(2);
      before -= 2;
      if (trailers) return this.#endTrailers(undefined, from - before, now);
      view = this.#pending.view();
      if (view.length === 0) return end;
    }
    const sectionAt = view.indexOf(sectionEnd, Math.max(0, before - 3));
    if (sectionAt !== -1) return this.#endSection(view, sectionAt + 2, from + sectionAt + 4 - before, end, now);
    this.#checkGathered(view, Math.max(0, before));
    if (this.#fault === undefined && view.length >= this.#limit) this.#fault = trailers ? 'trailers-too-large' : 'head-too-large';
    return end;
  }

  /** The section is `view[0, to)`; in the bytes at hand it ends at `next`. At a fault all that was gathered, to `end`, stays unread. */
  #endSection(view: Buffer, to: number, next: number, end: number, now: number): number {
    if (this.#state === 'trailers') {
      const fields = new FieldLines();
      this.#fault = fields.read(view, 0, to);
      return this.#fault === undefined ? this.#endTrailers(fields.headers, next, now) : end;
    }
    if (!this.#begin(view, 0, to, now)) return end;
    this.#pending.clear();
    return next;
  }

  #endTrailers(trailers: readonly string[] | undefined, next: number, now: number): number {
    this.#pending.clear();
    this.#complete(trailers, now);
    return next;
  }

  /** Checks the lines that the bytes from `fresh` on have made whole. */
  #checkGathered(view: Buffer, fresh: number): void {
    const last = view.subarray(fresh).lastIndexOf(0x0a);
    if (last === -1) return;
    const whole = fresh + last + 1;
    const startLine: HeadKind | undefined = this.#checked === 0 && this.#state === 'head' ? this.#kind : undefined;
    this.#fault = checkLines(startLine, view, this.#checked, whole);
    this.#checked = whole;
  }
}
