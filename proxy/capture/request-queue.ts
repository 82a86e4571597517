import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Pipelined requests waiting, above which the device is no longer read. */
const mostWaiting = 32;

/**
 * Takes the requests of one device connection one after another, as an origin would: Node's HTTP server hands over pipelined ones
 * all at once.
 */
export class RequestQueue {
  readonly #device: Socket;
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  constructor(device: Socket) {
    this.#device = device;
    device.once('close', () => {
      this.#waiting.length = 0;
    });
  }

  /** Calls `start` when every response before this one is over. */
  push(response: ServerResponse, start: () => void): void {
    const run = () => {
      this.#busy = true;
      response.once('close', () => this.#next());
      start();
    };
    if (!this.#busy) {
      run();
      return;
    }
    this.#waiting.push(run);
    if (this.#waiting.length === mostWaiting) this.#device.pause();
  }

  #next(): void {
    this.#busy = false;
    const run = this.#waiting.shift();
    if (this.#waiting.length === mostWaiting - 1) this.#device.resume();
    run?.();
  }
}
