import type { Socket } from 'node:net';
import { assertNever, type FailureCause } from '../../model/index.js';
import { neverUnhandled } from '../never-unhandled.js';
import { DialError } from './dial-error.js';
import { hostAndPort } from './host-and-port.js';
import type { UpstreamProxy } from './upstream-proxy.js';

/**
 * What the bytes of an upstream proxy come to. `more`: it has more to say, once `send` was sent. `open`: the way to the origin is open;
 * `rest` came behind the answer. `failed`: `problem` goes on from the proxy's name, and holds nothing that came from the network but numbers.
 */
export type ProxyAnswer =
  | { readonly kind: 'more'; readonly send?: Buffer }
  | { readonly kind: 'open'; readonly rest: Buffer }
  | { readonly kind: 'failed'; readonly problem: string; readonly cause: FailureCause };

/** Our side of asking a proxy for a way to an origin: sans-IO, and bounded whatever the proxy says. */
export interface ProxyDialogue {
  readonly opening: Buffer;
  /** Bytes in order of arrival; not called again once it answered `open` or `failed`. */
  receive(bytes: Buffer): ProxyAnswer;
}

export interface NegotiateOptions {
  /** Milliseconds for the whole dialogue. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Holds a dialogue with an upstream proxy on a socket already connected to it. Resolves once the way is open, with the socket paused and what
 * came behind the answer still to be read. Rejects with {@link DialError} otherwise, and destroys the socket.
 */
export function negotiate(socket: Socket, proxy: UpstreamProxy, dialogue: ProxyDialogue, options: NegotiateOptions): Promise<void> {
  const name = `upstream proxy ${hostAndPort(proxy)}`;
  return new Promise((resolve, reject) => {
    const done = (error?: DialError) => {
      clearTimeout(timer);
      socket.removeListener('data', onData);
      socket.removeListener('error', onError);
      socket.removeListener('end', onEnd);
      socket.removeListener('close', onEnd);
      options.signal?.removeEventListener('abort', onAbort);
      socket.pause();
      if (!error) return resolve();
      socket.destroy();
      reject(error);
    };
    const fail = (problem: string, cause: FailureCause) => done(new DialError(`${name} ${problem}`, cause, []));
    const onError = (error: NodeJS.ErrnoException) => fail(`failed (${error.code ?? error.message})`, 'reset');
    const onEnd = () => fail('closed the connection without an answer', 'upstream-proxy-refused');
    const onAbort = () => done(new DialError(`the way through ${name} was given up`, 'closed-before-first-byte', []));
    const onData = (chunk: Buffer) => {
      const answer = dialogue.receive(chunk);
      switch (answer.kind) {
        case 'more':
          if (answer.send !== undefined) socket.write(answer.send);
          return;
        case 'open':
          done();
          // Only now: a stream that flows would hand it to the listener above again.
          if (answer.rest.length > 0) socket.unshift(answer.rest);
          return;
        case 'failed':
          return fail(answer.problem, answer.cause);
        default:
          assertNever(answer);
      }
    };
    const timer = setTimeout(() => fail(`did not answer within ${Math.round(options.timeout)} ms`, 'timeout'), options.timeout);
    neverUnhandled(socket);
    if (options.signal?.aborted) return onAbort();
    if (socket.destroyed) return onEnd();
    options.signal?.addEventListener('abort', onAbort);
    socket.on('data', onData);
    socket.once('error', onError);
    socket.once('end', onEnd);
    socket.once('close', onEnd);
    socket.write(dialogue.opening);
    // A socket that another stage has paused does not start by itself.
    socket.resume();
  });
}
