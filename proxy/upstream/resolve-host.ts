import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { DialError } from './dial-error.js';

export interface ResolveOptions {
  /** Milliseconds. */
  readonly timeout: number;
  /** Gives up when aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Replaces the system resolver (tests, demo). */
  readonly resolve?: ((host: string) => Promise<readonly string[]>) | undefined;
}

/** The addresses of a name, in the resolver's order. Rejects with {@link DialError} whatever the resolver does, silence included. */
export function resolveHost(host: string, options: ResolveOptions): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      act();
    };
    const fail = (error: NodeJS.ErrnoException) =>
      settle(() => reject(new DialError(`${host} could not be resolved (${error.code ?? error.message})`, 'name-not-resolved', [])));
    const onAbort = () => settle(() => reject(new DialError(`resolving ${host} was given up`, 'closed-before-first-byte', [])));
    const timer = setTimeout(
      () => settle(() => reject(new DialError(`resolving ${host} took longer than ${Math.round(options.timeout)} ms`, 'timeout', []))),
      options.timeout,
    );
    if (options.signal?.aborted) return onAbort();
    options.signal?.addEventListener('abort', onAbort);
    if (options.resolve) {
      options.resolve(host).then(
        (addresses) => settle(() => resolve(addresses)),
        (error: unknown) => fail(error instanceof Error ? error : new Error(String(error))),
      );
      return;
    }
    dnsLookup(host, { all: true, verbatim: true }, (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => {
      if (error) fail(error);
      else settle(() => resolve(found.map(({ address }) => address)));
    });
  });
}
