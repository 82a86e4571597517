import type { Socket } from 'node:net';

/** How the other side left: `ended` by FIN or close_notify, `reset` by an error, `closed` without either. */
export type Departure = { readonly how: 'ended' | 'closed' } | { readonly how: 'reset'; readonly error: NodeJS.ErrnoException };

/** One end of a raw connection in a test: everything that arrived so far, and promises for what is still to come. Attach it at once. */
export class Wire {
  readonly socket: Socket;
  /** Settles when the other side has ended or the socket is gone. Never rejects. */
  readonly left: Promise<Departure>;
  #received: Buffer[] = [];
  #size = 0;
  #gone = false;
  readonly #watchers = new Set<() => void>();

  constructor(socket: Socket) {
    this.socket = socket;
    let failure: NodeJS.ErrnoException | undefined;
    this.left = new Promise((resolve) => {
      const settle = (departure: Departure) => {
        this.#gone = true;
        for (const watcher of this.#watchers) watcher();
        resolve(departure);
      };
      socket.on('error', (error) => {
        failure = error;
      });
      socket.on('end', () => settle({ how: 'ended' }));
      socket.on('close', () => settle(failure ? { how: 'reset', error: failure } : { how: 'closed' }));
    });
    socket.on('data', (chunk: Buffer) => {
      this.#received.push(chunk);
      this.#size += chunk.length;
      for (const watcher of this.#watchers) watcher();
    });
  }

  get received(): Buffer {
    if (this.#received.length > 1) this.#received = [Buffer.concat(this.#received)];
    return this.#received[0] ?? Buffer.alloc(0);
  }

  get text(): string {
    return this.received.toString('latin1');
  }

  get gone(): boolean {
    return this.#gone;
  }

  write(bytes: string | Buffer): this {
    this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    return this;
  }

  /** Takes the first `count` bytes away. */
  take(count: number): Buffer {
    const all = this.received;
    this.#received = [all.subarray(count)];
    this.#size = all.length - count;
    return all.subarray(0, count);
  }

  /** Everything received once `enough` says so; rejects when the other side leaves first, or after `limit` milliseconds. */
  async until(enough: string | number | ((text: string) => boolean), limit = 10_000): Promise<string> {
    const met = () =>
      typeof enough === 'number' ? this.#size >= enough : typeof enough === 'string' ? this.text.includes(enough) : enough(this.text);
    if (met()) return this.text;
    await new Promise<void>((resolve, reject) => {
      const done = (act: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(watch);
        act();
      };
      const short = () => `${this.#size} bytes: ${JSON.stringify(this.text.slice(0, 300))}`;
      const timer = setTimeout(() => done(() => reject(new Error(`waited ${limit} ms for ${String(enough)}; got ${short()}`))), limit);
      const watch = () => {
        if (met()) done(resolve);
        else if (this.#gone) done(() => reject(new Error(`the other side left before ${String(enough)}; got ${short()}`)));
      };
      this.#watchers.add(watch);
      watch();
    });
    return this.text;
  }
}
