import type { FirstBytes } from '../../model/index.js';

/** Where a device broke off: before its Finished was seen, or after. */
export type Stage = 'in-handshake' | 'after-handshake';

/**
 * What a device did on one connection on which it was offered a wrong certificate.
 * - `data`: it finished the handshake and sent application data
 * - `silent`: it finished the handshake, and neither spoke nor left for as long as it was waited for
 * - `alert`: it sent a TLS alert (RFC 8446, section 6.2), in place of data
 * - `closed`: it left without a word, within two seconds of the handshake where it had finished that
 * - `failed`: the handshake came to no end, or went wrong in our own library
 * - `interrupted`: the run ended first, which says nothing
 */
export type TryOutcome =
  | { readonly kind: 'data'; readonly firstBytes: FirstBytes }
  | { readonly kind: 'silent' }
  | { readonly kind: 'alert'; readonly alert: number; readonly stage: Stage }
  | { readonly kind: 'closed'; readonly stage: Stage }
  | { readonly kind: 'failed'; readonly cause: 'timeout' | 'protocol-error' }
  | { readonly kind: 'interrupted' };
