/** Bytes kept in all, at most: what a few streams have under way. */
const mostKept = 4 * 1024 * 1024;
/** A spare buffer is used for what fills at least so much of it. */
const leastFilled = 1 / 4;

/**
 * Buffers that come back from threads, used again. New ones would be memory that the engine must find to be garbage: at some megabytes a second
 * it collects several times a second, on threads that take the cores from the relay.
 */
export class SpareBuffers {
  #kept: ArrayBuffer[] = [];
  #bytes = 0;

  /** A buffer of at least so many bytes, which hold anything. Nobody else has it. */
  take(size: number): ArrayBuffer {
    const at = this.#kept.findIndex(({ byteLength }) => byteLength >= size && size >= byteLength * leastFilled);
    if (at < 0) return new ArrayBuffer(capacityFor(size));
    const [buffer] = this.#kept.splice(at, 1) as [ArrayBuffer];
    this.#bytes -= buffer.byteLength;
    return buffer;
  }

  /** What does not fit is left to the engine. */
  give(buffer: ArrayBuffer): void {
    if (buffer.byteLength === 0 || this.#bytes + buffer.byteLength > mostKept) return;
    this.#kept.push(buffer);
    this.#bytes += buffer.byteLength;
  }
}

/** Sizes in steps, so that bodies of about the same length fit into each other's buffers. Small ones are not worth the room. */
function capacityFor(size: number): number {
  return size < step * leastFilled ? size : Math.ceil(size / step) * step;
}

const step = 16 * 1024;
