import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { connect, isIP, type Socket } from 'node:net';
import type { DialAttempt, FailureCause } from '../../model/index.js';
import { DialError } from './dial-error.js';

export interface DialOptions {
  /** Milliseconds for everything: name resolution and all attempts. */
  readonly timeout: number;
  /** RFC 8305 Connection Attempt Delay, milliseconds. */
  readonly attemptDelay?: number;
  /** A reason not to connect to this address, e.g. because it is ourselves. */
  readonly refuse?: (address: string, port: number) => string | undefined;
  /** Replaces the system resolver (tests). */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

export interface Dialled {
  readonly socket: Socket;
  readonly attempts: readonly DialAttempt[];
}

/**
 * Opens a TCP connection by name or address, racing the addresses as RFC 8305 says: families interleaved, IPv6 first, a new
 * attempt every `attemptDelay` (or at once when one fails), none abandoned before another has won. Every attempt is recorded,
 * since the address that wins decides the region. Half-open is allowed on the socket, and Nagle is off. Rejects with {@link DialError}.
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

function resolveHost(host: string, options: DialOptions): Promise<readonly string[]> {
  if (options.resolve) return options.resolve(host);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new DialError(`resolving ${host} took longer than ${options.timeout} ms`, 'timeout', [])),
      options.timeout,
    );
    dnsLookup(host, { all: true, verbatim: true }, (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => {
      clearTimeout(timer);
      if (error) reject(new DialError(`${host} could not be resolved (${error.code ?? error.message})`, 'name-not-resolved', []));
      else resolve(found.map(({ address }) => address));
    });
  });
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
    const deadline = setTimeout(
      () => fail('timeout', `connecting to ${host}:${port} took longer than ${Math.round(options.timeout)} ms`),
      options.timeout,
    );

    const finish = (winner?: Socket) => {
      settled = true;
      clearTimeout(deadline);
      clearTimeout(stagger);
      for (const socket of sockets) if (socket !== winner) socket.destroy();
    };
    const fail = (cause: FailureCause, message: string) => {
      if (settled) return;
      finish();
      reject(new DialError(message, cause, attempts));
    };
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
      const socket = connect({ host: address, port, allowHalfOpen: true, noDelay: true, autoSelectFamily: false });
      sockets.push(socket);
      const onError = (error: NodeJS.ErrnoException) => {
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
        // Late losers may still report an error; nobody else listens to them.
        for (const other of sockets) if (other !== socket) other.on('error', ignoreLoser);
        finish(socket);
        resolve({ socket, attempts });
      });
      if (next < addresses.length) stagger = setTimeout(tryNext, delay);
    };
    tryNext();
  });
}

function ignoreLoser(): void {
  // An abandoned attempt: its outcome is recorded as such, and its error says nothing more.
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
