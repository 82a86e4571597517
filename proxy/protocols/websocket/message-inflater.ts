import { constants } from 'node:zlib';
import { InflateRaw } from 'minizlib';

/**
 * - `corrupt`: no deflate data, or it ended before the message did, so that what follows cannot be told
 * - `limit`: it expands beyond any use
 */
export type InflateFlaw = 'corrupt' | 'limit';

/** What the sender left off the end of each message (RFC 7692, section 7.2.1). */
const tail = Buffer.of(0x00, 0x00, 0xff, 0xff);
/** An empty block that ends the stream, and a byte that is left over if it did: so it is seen whether a message has ended with a block. */
const probe = Buffer.of(0x01, 0x00, 0x00, 0xff, 0xff, 0x00);
/** Input fed at once: bounds what can come out before the bounds are checked (deflate yields at most 1,032 times its input). */
const sliceSize = 4096;
/** A message may expand this much in any case; beyond it by `ratio` times, and never beyond `most`. Bytes. */
const free = 1024 * 1024;
const ratio = 100;
const most = 32 * 1024 * 1024;
/** Streams that may end within one message: so many in any case, and one more for every so many bytes of it. No sender has use for more. */
const freeEnds = 16;
const bytesAnEnd = 1024;
const ignore = (): void => undefined;

/**
 * Inflates the messages of one direction (RFC 7692), synchronously and piece by piece. With `keepsWindow` the window goes on from message
 * to message, and a flaw is for good; without, each message stands for itself. Where a stream ends (section 7.2.3.4), what follows is
 * another that refers to nothing before it. About 45 KiB of memory once a message was compressed.
 */
export class MessageInflater {
  readonly #keepsWindow: boolean;
  /** Input that waits for more, so that tiny fragments do not cost a call each; with room for the tail. */
  #waiting: Buffer | undefined;
  #length = 0;
  #engine: InflateRaw | undefined;
  #output: (piece: Buffer) => void = ignore;
  #flaw: InflateFlaw | undefined;
  #taken = 0;
  #yielded = 0;
  #ends = 0;

  constructor(keepsWindow: boolean) {
    this.#keepsWindow = keepsWindow;
  }

  /**
   * Takes a piece of a message, which is copied; what comes out goes to `output`, and is its own. Returns the message's flaw, after which
   * nothing comes; so do the others.
   */
  push(piece: Buffer, output: (piece: Buffer) => void): InflateFlaw | undefined {
    for (let at = 0; at < piece.length && this.#flaw === undefined; ) {
      if (this.#length === sliceSize) this.flush(output);
      this.#waiting ??= Buffer.allocUnsafeSlow(sliceSize + tail.length);
      const size = Math.min(sliceSize - this.#length, piece.length - at);
      piece.copy(this.#waiting, this.#length, at, at + size);
      this.#length += size;
      at += size;
    }
    return this.#flaw;
  }

  /** Gives out what waits of the message so far. */
  flush(output: (piece: Buffer) => void): InflateFlaw | undefined {
    this.#output = output;
    this.#taken += this.#length;
    if (this.#waiting !== undefined && this.#length > 0) this.#inflate(this.#waiting.subarray(0, this.#length), 0);
    this.#length = 0;
    this.#output = ignore;
    return this.#flaw;
  }

  /** The message has ended: gives out what is left of it. */
  finish(output: (piece: Buffer) => void): InflateFlaw | undefined {
    this.#taken += this.#length;
    // A message without a byte is none that a compressor makes: then the tail would be the start of a block.
    if (this.#waiting !== undefined && this.#taken > 0) {
      this.#output = output;
      tail.copy(this.#waiting, this.#length);
      this.#inflate(this.#waiting.subarray(0, this.#length + tail.length), tail.length);
      this.#output = ignore;
    }
    this.#length = 0;
    this.#taken = 0;
    this.#yielded = 0;
    this.#ends = 0;
    if (this.#keepsWindow) return this.#flaw;
    if (!this.#endsWithBlock()) this.#flaw ??= 'corrupt';
    const flaw = this.#flaw;
    if (flaw === undefined) this.#engine?.reset();
    else this.#free();
    this.#flaw = undefined;
    return flaw;
  }

  /**
   * No more comes: gives its memory back. Returns `corrupt` when the last message had not ended where it seemed to, which shows in
   * nothing else; not of a message that is broken off, which `push` has begun.
   */
  close(): InflateFlaw | undefined {
    const flaw = this.#taken + this.#length > 0 || this.#endsWithBlock() ? undefined : 'corrupt';
    this.#free();
    return flaw;
  }

  #endsWithBlock(): boolean {
    if (this.#engine === undefined) return true;
    this.#engine.write(probe);
    return this.#engine.handle?.bytesWritten === probe.length - 1;
  }

  #free(): void {
    this.#engine?.close();
    this.#engine = undefined;
    this.#waiting = undefined;
    this.#length = 0;
  }

  /** @param ending how many bytes at the end are the tail's */
  #inflate(input: Buffer, ending: number): void {
    for (let at = 0; this.#flaw === undefined; ) {
      this.#engine ??= this.#open();
      this.#engine.write(at === 0 ? input : input.subarray(at));
      at += this.#engine.handle?.bytesWritten ?? 0;
      if (this.#yielded > free && (this.#yielded > most || this.#yielded > this.#taken * ratio)) this.#flaw ??= 'limit';
      if (this.#flaw !== undefined) break;
      if (at === input.length) return;
      // A stream has ended; what it leaves is another.
      this.#engine.reset();
      // Unless the message has ended, too: then the tail has no block that it would be the end of.
      if (at === input.length - ending) return;
      this.#ends += 1;
      if (this.#ends > freeEnds + this.#taken / bytesAnEnd) this.#flaw = 'limit';
    }
    this.#free();
  }

  #open(): InflateRaw {
    const engine = new InflateRaw({ flush: constants.Z_SYNC_FLUSH });
    engine.on('data', (piece: Buffer) => {
      this.#yielded += piece.length;
      this.#output(piece);
    });
    engine.on('error', () => {
      this.#flaw ??= 'corrupt';
    });
    return engine;
  }
}
