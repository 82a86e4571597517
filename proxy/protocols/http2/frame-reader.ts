import { ByteStore } from '../byte-store.js';
import { frameFlag, frameHeadLength, frameType } from './frame.js';
import { besideFragment, frameFault } from './frame-fault.js';
import type { FrameFault, Http2Fault } from './http2-fault.js';
import { stripSection } from './strip-section.js';

/** What a {@link FrameReader} finds, in order. Whoever gets a piece of `bytes` only borrows it. */
export interface FrameHandler {
  /** A whole field section: of HEADERS, or of PUSH_PROMISE, then `promised` is its stream, otherwise 0. */
  section(
    stream: number,
    promised: number,
    endStream: boolean,
    bytes: Buffer,
    from: number,
    to: number,
    now: number,
  ): Http2Fault | undefined;
  data(stream: number, piece: Buffer, now: number): Http2Fault | undefined;
  /** A DATA frame ends its stream. */
  endStream(stream: number, now: number): Http2Fault | undefined;
  reset(stream: number, now: number): void;
  setting(id: number, value: number): void;
  /** What belongs to no message and may yet hold something: GOAWAY's debug data, frames of unknown types, padding other than zeros. */
  other(piece: Buffer, now: number): void;
}

/** What is done with the bytes of a frame as they come. */
type Part = 'head' | 'pad-length' | 'data' | 'padding' | 'section' | 'small' | 'skip' | 'other';

/**
 * Cuts one direction of an HTTP/2 connection into frames (RFC 9113, section 4), whatever pieces it comes in. Content is passed on
 * as it comes, whatever the frame's size. Keeps at most one field section or SETTINGS, up to `limit` bytes.
 */
export class FrameReader {
  readonly #handler: FrameHandler;
  readonly #limit: number;
  readonly #head = Buffer.alloc(frameHeadLength);
  #have = 0;
  #part: Part = 'head';
  #type = 0;
  #flags = 0;
  #stream = 0;
  /** Bytes of the part, and of the padding behind it, that have not come. */
  #left = 0;
  #padding = 0;
  /** Payload of the frame that is being gathered. */
  readonly #payload = new ByteStore();
  /** Fragments of a field section that goes on. */
  readonly #section = new ByteStore();
  /** The stream whose field section goes on, or 0; whether it ends the stream; what it promises. */
  #continues = 0;
  #endsStream = false;
  #promised = 0;
  #first = true;
  #fault: Http2Fault | undefined;

  constructor(handler: FrameHandler, limit: number) {
    this.#handler = handler;
    this.#limit = limit;
  }

  get fault(): Http2Fault | undefined {
    return this.#fault;
  }

  /** Reads `bytes` from `at`: to the end, or up to the frame in which there is a fault. Where it stopped. */
  feed(bytes: Buffer, at: number, now: number): number {
    let from = at;
    while (from < bytes.length) {
      if (this.#part === 'head') {
        if (this.#have === 0 && bytes.length - from >= frameHeadLength) {
          this.#begin(bytes, from);
          if (this.#fault !== undefined) return from;
          from += frameHeadLength;
        } else {
          const take = Math.min(frameHeadLength - this.#have, bytes.length - from);
          bytes.copy(this.#head, this.#have, from, from + take);
          this.#have += take;
          from += take;
          if (this.#have < frameHeadLength) return from;
          this.#begin(this.#head, 0);
          if (this.#fault !== undefined) return from;
          this.#have = 0;
        }
      } else {
        const take = Math.min(this.#left, bytes.length - from);
        this.#take(bytes, from, from + take, now);
        if (this.#fault !== undefined) return from;
        from += take;
      }
      while (this.#left === 0 && this.#part !== 'head' && this.#fault === undefined) this.#next(now);
      if (this.#fault !== undefined) return from;
    }
    this.#payload.own();
    return from;
  }

  /** What was gathered and not read, and forgets it. */
  takeUnread(): Buffer {
    const unread = Buffer.concat([this.#section.view(), this.#head.subarray(0, this.#have), this.#payload.view()]);
    this.#have = 0;
    this.#payload.clear();
    this.#section.clear();
    return unread;
  }

  #begin(bytes: Buffer, at: number): void {
    const length = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    const type = bytes[at + 3]!;
    this.#type = type;
    this.#flags = bytes[at + 4]!;
    this.#stream = bytes.readUInt32BE(at + 5) & 0x7fffffff;
    this.#left = length;
    this.#padding = 0;
    this.#fault = this.#faultOf(type, length);
    if (this.#fault !== undefined) return;
    this.#first = false;
    switch (type) {
      case frameType.data:
        this.#part = (this.#flags & frameFlag.padded) === 0 ? 'data' : 'pad-length';
        if (this.#part === 'data') return;
        this.#left = 1;
        this.#padding = length - 1;
        return;
      case frameType.headers:
      case frameType.pushPromise:
      case frameType.continuation:
        this.#part = 'section';
        return;
      case frameType.reset:
      case frameType.settings:
        this.#part = 'small';
        return;
      case frameType.goAway:
        // The last stream and the error code; debug data behind them.
        this.#part = 'skip';
        this.#left = 8;
        this.#padding = length - 8;
        return;
      case frameType.priority:
      case frameType.ping:
      case frameType.windowUpdate:
      case frameType.priorityUpdate:
        this.#part = 'skip';
        return;
      default:
        this.#part = 'other';
    }
  }

  #faultOf(type: number, length: number): FrameFault | undefined {
    if (this.#first && type !== frameType.settings) return 'no-settings';
    if (type === frameType.continuation && this.#continues === 0) return 'unexpected-continuation';
    if (this.#continues === 0) return frameFault(type, this.#flags, this.#stream, length, this.#limit);
    if (type !== frameType.continuation || this.#stream !== this.#continues) return 'section-interrupted';
    return this.#section.length + length > this.#limit ? 'frame-too-large' : undefined;
  }

  /** Bytes of the part that is being read. */
  #take(bytes: Buffer, from: number, to: number, now: number): void {
    switch (this.#part) {
      case 'data':
        if (to > from) this.#fault = this.#handler.data(this.#stream, bytes.subarray(from, to), now);
        break;
      case 'section':
        if (this.#payload.length === 0 && to - from === this.#left) {
          this.#left = 0;
          this.#part = 'head';
          this.#readSection(bytes, from, to, now);
          return;
        }
        this.#payload.append(bytes.subarray(from, to), this.#limit + besideFragment);
        break;
      case 'small':
        this.#payload.append(bytes.subarray(from, to), this.#limit);
        break;
      case 'pad-length': {
        const padding = bytes[from]!;
        // `#padding` is what is left of the frame.
        if (padding > this.#padding) this.#fault = 'bad-padding';
        else {
          this.#part = 'data';
          this.#left = this.#padding - padding;
          this.#padding = padding;
        }
        return;
      }
      case 'padding':
        this.#payload.append(bytes.subarray(from, to), 255);
        break;
      case 'other':
        this.#handler.other(bytes.subarray(from, to), now);
        break;
      case 'skip':
      case 'head':
        break;
    }
    this.#left -= to - from;
  }

  /** The part has ended: what follows it in the frame, or the next frame's head. */
  #next(now: number): void {
    const part = this.#part;
    this.#part = 'head';
    switch (part) {
      case 'data':
        if (this.#padding > 0) {
          this.#part = 'padding';
          this.#left = this.#padding;
          this.#padding = 0;
        } else this.#endData(now);
        break;
      case 'padding':
        this.#sayPadding(this.#payload.view(), now);
        this.#payload.clear();
        this.#endData(now);
        break;
      case 'skip':
        if (this.#padding > 0) {
          this.#part = 'other';
          this.#left = this.#padding;
          this.#padding = 0;
        }
        break;
      case 'section': {
        const payload = this.#payload.view();
        this.#readSection(payload, 0, payload.length, now);
        if (this.#fault === undefined) this.#payload.clear();
        break;
      }
      case 'small':
        this.#readSmall(this.#payload.view(), now);
        this.#payload.clear();
        break;
      case 'pad-length':
      case 'other':
      case 'head':
        break;
    }
  }

  #endData(now: number): void {
    if ((this.#flags & frameFlag.endStream) !== 0) this.#fault = this.#handler.endStream(this.#stream, now);
  }

  /** RFC 9113, section 6.1: zeros. Anything else says something. */
  #sayPadding(padding: Buffer, now: number): void {
    if (padding.some((byte) => byte !== 0)) this.#handler.other(padding, now);
  }

  #readSmall(payload: Buffer, now: number): void {
    if (this.#type === frameType.reset) this.#handler.reset(this.#stream, now);
    else for (let at = 0; at + 6 <= payload.length; at += 6) this.#handler.setting(payload.readUInt16BE(at), payload.readUInt32BE(at + 2));
  }

  /** The payload of a HEADERS, PUSH_PROMISE or CONTINUATION frame, whole. */
  #readSection(bytes: Buffer, from: number, to: number, now: number): void {
    let start = from;
    let end = to;
    if (this.#type !== frameType.continuation) {
      const stripped = stripSection(this.#type, this.#flags, bytes, from, to);
      if (typeof stripped === 'string') {
        this.#fault = stripped;
        return;
      }
      start = stripped.from;
      end = stripped.to;
      if (stripped.to < to) this.#sayPadding(bytes.subarray(stripped.to, to), now);
      this.#endsStream = this.#type === frameType.headers && (this.#flags & frameFlag.endStream) !== 0;
      this.#promised = stripped.promised;
    }
    const ends = (this.#flags & frameFlag.endHeaders) !== 0;
    if (ends && this.#section.length === 0) {
      this.#continues = 0;
      this.#fault = this.#handler.section(this.#stream, this.#promised, this.#endsStream, bytes, start, end, now);
      return;
    }
    this.#section.append(bytes.subarray(start, end), this.#limit + besideFragment);
    if (!ends) {
      this.#section.own();
      this.#continues = this.#stream;
      return;
    }
    this.#continues = 0;
    const section = this.#section.view();
    this.#fault = this.#handler.section(this.#stream, this.#promised, this.#endsStream, section, 0, section.length, now);
    if (this.#fault === undefined) this.#section.clear();
  }
}
