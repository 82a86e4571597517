import type { Direction } from '../../../model/index.js';
import { greetingProtocol, longestGreeting } from './greeting-protocol.js';
import { HelloFinder } from './hello-finder.js';

/** RFC 4253, section 4.2. */
const longestSshLine = 255;
const lineFeed = 0x0a;

/** What is learnt of a stream on the way. */
export interface StreamNews {
  /** Its greeting says which protocol it is. */
  protocol(name: string): void;
  /** What comes from here on in both directions is encrypted. `atStart`: nothing came before in this direction. */
  tlsBegins(atStart: boolean): void;
}

/**
 * Says how far one direction of an opaque stream can be read: to its end, as a rule; to the end of the first record of a ClientHello, behind
 * which TLS goes on; to the end of an SSH greeting. Keeps up to 256 bytes until the greeting is known, and ten after.
 */
export class ReadablePart {
  readonly #direction: Direction;
  readonly #news: StreamNews;
  readonly #hello: HelloFinder | undefined;
  #greeting: Buffer | undefined = Buffer.alloc(0);
  /** Bytes that may still be read. */
  #left = Number.POSITIVE_INFINITY;
  /** Only until a line ends. */
  #inLastLine = false;

  constructor(direction: Direction, news: StreamNews) {
    this.#direction = direction;
    this.#news = news;
    this.#hello = direction === 'client-to-server' ? new HelloFinder() : undefined;
  }

  /** Nothing after this can be read. */
  get over(): boolean {
    return this.#left === 0;
  }

  /** How many bytes of the next piece can be read. */
  take(bytes: Buffer): number {
    if (this.#greeting !== undefined) this.#greet(this.#greeting, bytes);
    if (this.#inLastLine) {
      const end = bytes.indexOf(lineFeed);
      if (end >= 0) this.#left = Math.min(this.#left, end + 1);
    } else if (this.#left === Number.POSITIVE_INFINITY && this.#hello !== undefined) {
      const end = this.#hello.feed(bytes);
      if (end >= 0) {
        this.#left = end + this.#hello.recordRest;
        this.#news.tlsBegins(this.#hello.foundAt === 0);
      }
    }
    const taken = Math.min(this.#left, bytes.length);
    this.#left -= taken;
    return taken;
  }

  #greet(before: Buffer, bytes: Buffer): void {
    const start = Buffer.concat([before, bytes.subarray(0, longestGreeting - before.length)]);
    const protocol = greetingProtocol(this.#direction, start);
    const known = protocol !== undefined;
    if (known) this.#news.protocol(protocol);
    if (protocol === 'ssh') {
      this.#inLastLine = true;
      this.#left = Math.max(0, longestSshLine - before.length);
    }
    this.#greeting = known || start.length === longestGreeting ? undefined : start;
  }
}
