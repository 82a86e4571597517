import { createSocket } from 'node:dgram';
import { connect, isIP } from 'node:net';
import type { DnsQuery, DnsReading } from './dns-query.js';
import type { NameServer } from './name-server.js';

/** What a resolver said; `no-answer`: nothing, or it could not be reached. */
export type ServerReply = Extract<DnsReading, { kind: 'failed' | 'answered' }> | { readonly kind: 'no-answer' };

export interface AskOptions {
  /** Milliseconds, over TCP once more. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** An answer in which hundreds of names would fit. */
const longestAnswer = 16 * 1024;
const stray = { kind: 'stray' } as const;
/** Datagrams that are no answer, after which the rest is not looked at: somebody is guessing. */
const mostStray = 32;

/**
 * Asks one resolver one question: over UDP from a port of its own, connected, so that the system drops what comes from elsewhere; over TCP if
 * the answer was cut (RFC 7766). Never rejects. Its sockets keep no process alive.
 */
export async function askNameServer(server: NameServer, query: DnsQuery, options: AskOptions): Promise<ServerReply> {
  const first = await overUdp(server, query, options);
  return first === 'truncated' ? overTcp(server, query, options) : first;
}

function overUdp(server: NameServer, query: DnsQuery, { timeout, signal }: AskOptions): Promise<ServerReply | 'truncated'> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ kind: 'no-answer' });
    const socket = createSocket(isIP(server.address) === 6 ? 'udp6' : 'udp4');
    let strayed = 0;
    const settle = once((reply: ServerReply | 'truncated') => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.removeAllListeners('message');
      socket.close();
      resolve(reply);
    });
    const onAbort = () => settle({ kind: 'no-answer' });
    const timer = setTimeout(onAbort, timeout);
    timer.unref();
    signal.addEventListener('abort', onAbort);
    socket.unref();
    socket.on('error', onAbort);
    socket.on('message', (bytes) => {
      // What is too long takes too long: names in it may point from one to the next through all of it, for every record.
      const reading = bytes.length > longestAnswer ? stray : query.read(bytes);
      if (reading.kind === 'truncated') return settle('truncated');
      if (reading.kind !== 'stray') return settle(reading);
      strayed += 1;
      if (strayed >= mostStray) onAbort();
    });
    socket.on('connect', () => {
      socket.send(query.bytes, (error) => {
        if (error) onAbort();
      });
    });
    socket.connect(server.port, server.address);
  });
}

function overTcp(server: NameServer, query: DnsQuery, { timeout, signal }: AskOptions): Promise<ServerReply> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ kind: 'no-answer' });
    const socket = connect({ host: server.address, port: server.port, noDelay: true });
    let received = Buffer.alloc(0);
    const settle = once((reply: ServerReply) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(reply);
    });
    const onAbort = () => settle({ kind: 'no-answer' });
    const timer = setTimeout(onAbort, timeout);
    timer.unref();
    signal.addEventListener('abort', onAbort);
    socket.unref();
    socket.on('error', onAbort);
    socket.on('close', onAbort);
    socket.on('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.bytes.length);
      socket.write(Buffer.concat([length, query.bytes]));
    });
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2) return;
      const length = received.readUInt16BE();
      if (length > longestAnswer) return settle({ kind: 'failed', cause: 'malformed' });
      if (received.length < 2 + length) return;
      const reading = query.read(received.subarray(2, 2 + length));
      // Nobody else speaks on this connection, and there is no larger way to ask.
      settle(reading.kind === 'stray' || reading.kind === 'truncated' ? { kind: 'failed', cause: 'malformed' } : reading);
    });
  });
}

function once<T>(act: (value: T) => void): (value: T) => void {
  let done = false;
  return (value) => {
    if (done) return;
    done = true;
    act(value);
  };
}
