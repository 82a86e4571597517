import { assertNever, type InjectedFault } from '../../model/index.js';
import type { Authority } from '../capture/parse-authority.js';
import { DialError } from '../upstream/dial-error.js';
import { hostAndPort } from '../upstream/host-and-port.js';

/** Faults that come only once the device was told that its connection stands. */
export type TunnelFault = Extract<InjectedFault, 'reset' | 'tls'>;

/**
 * Stands in for dialling where a fault was asked for: nothing is resolved or dialled. Resolves for faults that come later; rejects with
 * {@link DialError} for `refuse`, at once, and for `timeout`, after that time (milliseconds) or when given up.
 */
export async function sufferDial(
  fault: InjectedFault,
  target: Authority,
  options: { readonly timeout: number; readonly signal: AbortSignal },
): Promise<TunnelFault> {
  const failed = (what: string) =>
    new DialError(`${hostAndPort(target)} ${what}: this run makes it fail (--fail-host, ${fault})`, 'injected', [], fault);
  switch (fault) {
    case 'refuse':
      throw failed('refused the connection');
    case 'timeout':
      await elapsed(options.timeout, options.signal);
      throw failed('did not answer');
    case 'reset':
    case 'tls':
      return fault;
    default:
      return assertNever(fault);
  }
}

function elapsed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
