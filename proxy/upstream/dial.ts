import { connect, isIP, type Socket } from 'node:net';
import type { DialAttempt, FailureCause } from '../../model/index.js';
import { neverUnhandled } from '../never-unhandled.js';
import { DialError } from './dial-error.js';
import { type ResolveOptions, resolveHost } from './resolve-host.js';

/** `timeout` is for everything: name resolution and all attempts. */
export interface DialOptions extends ResolveOptions {
  /** RFC 8305 Connection Attempt Delay, milliseconds. */
  readonly attemptDelay?: number;
  /** A reason not to connect to this address, e.g. because it is ourselves. */
  readonly refuse?: (address: string, port: number) => string | undefined;
  /** Replaces the system's own way to open a socket (tests: an address that never answers). */
  readonly connect?: typeof connect;
}

export interface Dialled {
  readonly socket: Socket;
  readonly attempts: readonly DialAttempt[];
}

/**
 * Opens a TCP connection by name or address, racing the addresses as RFC 8305 says: families interleaved, IPv6 first, a new
 * attempt every `attemptDelay` (or at once when one fails), none abandoned before another has won. Every attempt is recorded,
 * since the address that wins decides the region. Half-open is allowed on the socket, Nagle is off, and it has an error listener for
 * good. Rejects with {@link DialError}, and with nothing else.
 */
export async function dial(host: string, port: number, options: DialOptions): Promise<Dialled> {
  const began = performance.now();
  const addresses = isIP(host) ? [host] : await resolveHost(host, options);
  const allowed: string[] = [];
  let refusal: string | undefined;
  for (const address of interleave(addresses)) {
    const reason = options.refuse?.(address, port);
    if (reason === undefined) allowed.push(address);
    else refusal = reason;
  }
  if (allowed.length === 0) throw new DialError(refusal ?? `${host} has no address`, refusal ? 'refused-loop' : 'name-not-resolved', []);
  return race(host, port, allowed, { ...options, timeout: Math.max(1, options.timeout - (performance.now() - began)) });
}

/** RFC 8305, section 4: alternate families, starting with IPv6; order within a family as the resolver gave it. */
function interleave(addresses: readonly string[]): string[] {
  const six = addresses.filter((address) => isIP(address) === 6);
  const four = addresses.filter((address) => isIP(address) === 4);
  const mixed: string[] = [];
  for (let i = 0; i < Math.max(six.length, four.length); i += 1) {
    const a = six[i];
    const b = four[i];
    if (a !== undefined) mixed.push(a);
    if (b !== undefined) mixed.push(b);
  }
  return mixed;
}

function race(host: string, port: number, addresses: readonly string[], options: DialOptions): Promise<Dialled> {
  const began = performance.now();
  const delay = options.attemptDelay ?? 250;
  return new Promise((resolve, reject) => {
    const attempts: { address: string; port: number; startedAfterMs: number; outcome: DialAttempt['outcome'] }[] = [];
    const sockets: Socket[] = [];
    let next = 0;
    let pending = 0;
    let settled = false;
    let stagger: NodeJS.Timeout | undefined;

    const finish = (winner?: Socket) => {
      settled = true;
      clearTimeout(deadline);
      clearTimeout(stagger);
      options.signal?.removeEventListener('abort', onAbort);
      for (const socket of sockets) if (socket !== winner) socket.destroy();
    };
    const fail = (cause: FailureCause, message: string) => {
      if (settled) return;
      finish();
      reject(new DialError(message, cause, attempts));
    };
    const onAbort = () => fail('closed-before-first-byte', `connecting to ${host}:${port} was given up`);
    const onDeadline = () => {
      for (const attempt of attempts) if (attempt.outcome === 'abandoned') attempt.outcome = { failed: 'ETIMEDOUT' };
      fail('timeout', `connecting to ${host}:${port} took longer than ${Math.round(options.timeout)} ms`);
    };
    const deadline = setTimeout(onDeadline, options.timeout);
    if (options.signal?.aborted) return onAbort();
    options.signal?.addEventListener('abort', onAbort);
    const tryNext = () => {
      clearTimeout(stagger);
      const address = addresses[next];
      if (settled || address === undefined) return;
      next += 1;
      pending += 1;
      const attempt: (typeof attempts)[number] = {
        address,
        port,
        startedAfterMs: Math.round(performance.now() - began),
        outcome: 'abandoned',
      };
      attempts.push(attempt);
      const socket = (options.connect ?? connect)({ host: address, port, allowHalfOpen: true, noDelay: true, autoSelectFamily: false });
      neverUnhandled(socket);
      sockets.push(socket);
      const onError = (error: NodeJS.ErrnoException) => {
        if (settled) return;
        attempt.outcome = { failed: error.code ?? error.message };
        pending -= 1;
        if (next < addresses.length) tryNext();
        else if (pending === 0) {
          const { cause, text } = causeOf(error);
          fail(cause, `${host}:${port} ${text}`);
        }
      };
      socket.once('error', onError);
      socket.once('connect', () => {
        socket.removeListener('error', onError);
        if (settled) return;
        attempt.outcome = 'connected';
        finish(socket);
        resolve({ socket, attempts });
      });
      if (next < addresses.length) stagger = setTimeout(tryNext, delay);
    };
    tryNext();
  });
}

function causeOf(error: NodeJS.ErrnoException): { cause: FailureCause; text: string } {
  switch (error.code) {
    case 'ECONNREFUSED':
      return { cause: 'connection-refused', text: 'refused the connection (ECONNREFUSED)' };
    case 'ETIMEDOUT':
      return { cause: 'timeout', text: 'did not answer (ETIMEDOUT)' };
    case 'ECONNRESET':
      return { cause: 'reset', text: 'reset the connection (ECONNRESET)' };
    default:
      return { cause: 'unreachable', text: `could not be reached (${error.code ?? error.message})` };
  }
}
