import { longestUnmasked, unmask } from './unmask.js';
import type { WebSocketFault } from './websocket-fault.js';

/** The head of a frame (RFC 6455, section 5.2). `reserved`: RSV1 is 4, RSV2 is 2, RSV3 is 1. */
export interface FrameHead {
  readonly fin: boolean;
  readonly reserved: number;
  readonly opcode: number;
  /** Payload bytes. */
  readonly length: number;
}

export interface FrameHandler {
  /** A frame begins. What is returned ends the reading. */
  begin(head: FrameHead, now: number): WebSocketFault | undefined;
  /** A piece of its payload, unmasked, valid only during the call. `whole`: it is all of the payload. */
  payload(piece: Buffer, whole: boolean, now: number): void;
  /** The frame has ended. */
  end(now: number): void;
}

const longestHead = 14;

/**
 * Reads WebSocket frames of one direction, however they are cut, and hands their payload on as it comes. Keeps nothing but an unfinished
 * head. Whether frames are masked as they should be is not checked: either way they can be read.
 */
export class FrameReader {
  readonly #handler: FrameHandler;
  readonly #head = Buffer.alloc(longestHead);
  readonly #key = new Uint8Array(4);
  #have = 0;
  #inPayload = false;
  #masked = false;
  #left = 0;
  #phase = 0;
  #fault: WebSocketFault | undefined;

  constructor(handler: FrameHandler) {
    this.#handler = handler;
  }

  get fault(): WebSocketFault | undefined {
    return this.#fault;
  }

  /** Reads on from `bytes[from]`; returns where it stopped: at the end, or behind the head at fault. */
  feed(bytes: Buffer, from: number, now: number): number {
    let at = from;
    while (this.#fault === undefined) {
      if (this.#inPayload) {
        at = this.#payload(bytes, at, now);
        if (this.#left > 0) return at;
        this.#inPayload = false;
        this.#handler.end(now);
      }
      if (at >= bytes.length) return at;
      at = this.#readHead(bytes, at, now);
    }
    return at;
  }

  #readHead(bytes: Buffer, from: number, now: number): number {
    let at = from;
    while (at < bytes.length) {
      this.#head[this.#have] = bytes[at]!;
      this.#have += 1;
      at += 1;
      if (this.#have >= 2 && this.#have === this.#headLength()) {
        this.#begin(now);
        return at;
      }
    }
    return at;
  }

  #headLength(): number {
    const second = this.#head[1]!;
    const length = second & 0x7f;
    return 2 + (length === 126 ? 2 : length === 127 ? 8 : 0) + (second & 0x80 ? 4 : 0);
  }

  #begin(now: number): void {
    const head = this.#head;
    const short = head[1]! & 0x7f;
    const length = short === 126 ? head.readUInt16BE(2) : short === 127 ? head.readUInt32BE(2) * 2 ** 32 + head.readUInt32BE(6) : short;
    this.#masked = (head[1]! & 0x80) !== 0;
    if (this.#masked) head.copy(this.#key, 0, this.#have - 4, this.#have);
    this.#have = 0;
    if (!Number.isSafeInteger(length)) {
      this.#fault = 'length-overflow';
      return;
    }
    const first = head[0]!;
    this.#fault = this.#handler.begin({ fin: (first & 0x80) !== 0, reserved: (first >> 4) & 7, opcode: first & 15, length }, now);
    this.#left = length;
    this.#phase = 0;
    this.#inPayload = this.#fault === undefined;
  }

  #payload(bytes: Buffer, from: number, now: number): number {
    const to = Math.min(bytes.length, from + this.#left);
    for (let at = from; at < to; ) {
      const stop = this.#masked ? Math.min(to, at + longestUnmasked) : to;
      const whole = this.#phase === 0 && this.#left === stop - at;
      const size = stop - at;
      const piece = this.#masked ? unmask(bytes, at, stop, this.#key, this.#phase) : bytes.subarray(at, stop);
      this.#left -= size;
      this.#phase += size;
      this.#handler.payload(piece, whole, now);
      at = stop;
    }
    return to;
  }
}
