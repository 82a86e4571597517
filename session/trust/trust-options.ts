import type { WrongCertificate } from '../../model/index.js';

/** A session in which devices are offered wrong certificates. */
export interface TrustOptions {
  /** Which; all of them by default. */
  readonly kinds?: readonly WrongCertificate[];
  /** Hosts under test, as in a ruleset: names, `*.a.example`, addresses, names of lists. All of them by default. */
  readonly hosts?: readonly string[];
  /** How often each is offered to each host at least: once by default. */
  readonly rounds?: number;
  /** How long a device that finished the handshake may say nothing, milliseconds; five seconds by default. */
  readonly quietLimit?: number;
}
