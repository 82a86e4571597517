import type { Socket } from 'node:net';
import type { Connection, Direction } from '../../model/index.js';
import type { Observer } from '../protocols/index.js';
import { resetSocket } from '../reset-socket.js';
import type { Brake } from './brake.js';
import type { Registered } from './relay-registry.js';
import type { Turns } from './turns.js';

/** A side of a relayed connection: `stream` carries the bytes to relay (a TLSSocket where TLS is terminated), `raw` is the TCP socket below it. */
export interface RelaySide {
  readonly stream: Socket;
  readonly raw: Socket;
}

export interface RelayOptions {
  readonly connection: Connection;
  readonly device: RelaySide;
  readonly origin: RelaySide;
  /** Absent where nothing may be read (passthrough). */
  readonly observer?: Observer;
  readonly brake: Brake;
  readonly turns: Turns;
  /** Called once, after both sides are gone and the observer is closed. */
  readonly onClosed: () => void;
  /** Errors of either side while the relay lives: they may say why a connection failed late (a client certificate demanded, say). */
  readonly onOriginError?: (error: Error) => void;
  readonly onDeviceError?: (error: Error) => void;
}

/**
 * Relays bytes verbatim between a device and an origin, with backpressure and half-close kept, one origin connection for each
 * device connection. Each chunk is written first and observed after. Knows nothing of what the bytes mean.
 */
export class Relay implements Registered {
  readonly connection: Connection;
  /** Epoch milliseconds of the last byte in either direction. */
  lastActive = Date.now();
  readonly #options: RelayOptions;
  #leftFirst: 'device' | 'origin' | undefined;
  #openSides = 2;
  #reset = false;
  #closed = false;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.connection = options.connection;
    this.#pump('client-to-server', options.device, options.origin);
    this.#pump('server-to-client', options.origin, options.device);
  }

  /** The side that first ended, failed or closed; absent while both are there, or when the relay was stopped. */
  get leftFirst(): 'device' | 'origin' | undefined {
    return this.#leftFirst;
  }

  /** Ends the relay now: `run-over` says that we did it, so that what is open counts as not seen to its end. */
  stop(how: 'run-over' | 'idle'): void {
    if (this.#closed) return;
    this.#close(how === 'run-over' ? 'run-over' : 'ended');
    this.#options.device.raw.destroy();
    this.#options.origin.raw.destroy();
  }

  /** About once a second. */
  tick(now: number): void {
    if (!this.#closed) this.#options.observer?.tick(now);
  }

  #pump(direction: Direction, from: RelaySide, to: RelaySide): void {
    const { connection, observer, brake, turns } = this.#options;
    const source = from.stream;
    const target = to.stream;
    const fromClient = direction === 'client-to-server';
    const left = () => {
      if (!this.#closed) this.#leftFirst ??= fromClient ? 'device' : 'origin';
    };
    let waiting: NodeJS.Timeout | undefined;
    const resume = () => {
      if (waiting !== undefined || target.writableNeedDrain) return;
      if (brake.engaged) brake.onRelease(resume);
      else source.resume();
    };
    const wait = (milliseconds: number) => {
      source.pause();
      waiting ??= setTimeout(() => {
        waiting = undefined;
        resume();
      }, milliseconds);
    };
    source.on('data', (chunk: Buffer) => {
      const flowing = target.write(chunk);
      const now = Date.now();
      this.lastActive = now;
      if (fromClient) connection.bytesFromClient += chunk.length;
      else connection.bytesFromServer += chunk.length;
      if (observer !== undefined) {
        turns.note(this, now);
        const began = performance.now();
        observer.observe(direction, chunk, now);
        const pause = turns.pauseAfter(performance.now() - began, now);
        if (pause > 0) wait(pause);
      }
      if (!flowing) source.pause();
      else if (brake.engaged) {
        source.pause();
        brake.onRelease(resume);
      }
    });
    target.on('drain', resume);
    source.on('end', () => {
      left();
      target.end();
      if (!this.#closed) observer?.end(direction, Date.now());
    });
    source.on('error', (error: Error) => {
      left();
      if (this.#closed) return;
      this.#reset = true;
      if (fromClient) this.#options.onDeviceError?.(error);
      else this.#options.onOriginError?.(error);
    });
    if (from.raw !== source) from.raw.on('error', () => source.destroy());
    source.on('close', () => {
      left();
      this.#openSides -= 1;
      if (this.#openSides === 0) this.#close(this.#reset ? 'reset' : 'ended');
      else if (this.#reset || !source.readableEnded) {
        // A reset, or gone without an end: the other side must see the same, not a graceful close.
        this.#reset = true;
        if (!to.raw.destroyed) resetSocket(to.raw);
        target.destroy();
      } else if (!target.destroyed && !target.writableEnded) target.end();
    });
    // A socket that was paused while it was classified does not start by itself.
    source.resume();
  }

  #close(how: 'ended' | 'reset' | 'run-over'): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.observer?.close(how, Date.now());
    this.#options.onClosed();
  }
}
