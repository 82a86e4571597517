/** Why the rest of a body cannot be read as gRPC messages. */
export type GrpcFault = 'bad-flags' | 'bytes-after-trailers' | 'trailers-too-large' | 'bad-base64' | 'ends-within-message';

/** What a {@link GrpcFrameReader} finds, in order: `begin`, `data` as it comes, `end`. */
export interface GrpcFrameHandler {
  /** @returns a fault when a frame like this must not come here */
  begin(flags: number, length: number, now: number): GrpcFault | undefined;
  data(piece: Buffer, now: number): void;
  end(now: number): void;
}

/** Bytes of a frame's head: flags, and a length of four bytes. */
const headLength = 5;

/** Cuts a body into gRPC's length-prefixed messages, whatever pieces it comes in. Keeps nothing but numbers. */
export class GrpcFrameReader {
  readonly #handler: GrpcFrameHandler;
  /** Bytes of the frame's head so far; all of them while its payload is read. */
  #have = 0;
  #flags = 0;
  #length = 0;
  #left = 0;

  constructor(handler: GrpcFrameHandler) {
    this.#handler = handler;
  }

  /** Whether a frame has begun that has not ended. */
  get withinFrame(): boolean {
    return this.#have > 0;
  }

  /** Reads all of `bytes`, or up to a fault; then nothing more may be fed. `at` is how far it came. */
  feed(bytes: Buffer, now: number): { readonly fault: GrpcFault; readonly at: number } | undefined {
    let at = 0;
    while (at < bytes.length) {
      if (this.#have < headLength) {
        const byte = bytes[at]!;
        if (this.#have === 0) {
          this.#flags = byte;
          this.#length = 0;
          // Checked with the first byte, so that what is no gRPC at all is not taken for a length.
          if ((byte & 0x7e) !== 0) return { fault: 'bad-flags', at };
        } else this.#length = this.#length * 256 + byte;
        this.#have += 1;
        at += 1;
        if (this.#have < headLength) continue;
        const fault = this.#handler.begin(this.#flags, this.#length, now);
        if (fault !== undefined) return { fault, at };
        this.#left = this.#length;
      } else {
        const take = Math.min(this.#left, bytes.length - at);
        this.#handler.data(at === 0 && take === bytes.length ? bytes : bytes.subarray(at, at + take), now);
        this.#left -= take;
        at += take;
      }
      if (this.#left > 0) continue;
      this.#have = 0;
      this.#handler.end(now);
    }
    return undefined;
  }
}
