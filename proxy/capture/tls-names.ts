import type { ClientHello } from '../tls/client-hello.js';
import type { Authority } from './parse-authority.js';
import type { Reversed } from './reversed.js';

/** Who is who in a tunnel with TLS. */
export interface TlsNames {
  /** Whom the device is shown a certificate of. */
  readonly shown: string;
  /** SNI for the origin; absent when none is to be sent. */
  readonly sent?: string;
  /** Whom the origin's certificate must be valid for. */
  readonly origin: string;
}

/** A device's own server name goes to the origin; behind a reverse proxy the origin has the name that its URL gives it. */
export function tlsNames(target: Authority, hello: ClientHello | undefined, reversed: Reversed | undefined): TlsNames {
  const { serverName } = hello ?? {};
  if (reversed !== undefined) return { shown: serverName ?? reversed.shownAs, sent: target.host, origin: target.host };
  const origin = serverName ?? target.host;
  return { shown: origin, ...(serverName === undefined ? {} : { sent: serverName }), origin };
}
