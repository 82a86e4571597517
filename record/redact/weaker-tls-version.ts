import type { ConnectionTls } from '../../model/index.js';

const weakestFirst = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** The protocol version of the weaker of a connection's two TLS legs, e.g. `TLSv1.2`; null when no handshake was seen. A version nobody knows counts as the weakest. */
export function weakerTlsVersion(tls: ConnectionTls | undefined): string | null {
  const versions = [tls?.origin?.protocolVersion, tls?.device?.protocolVersion].filter((version) => version !== undefined);
  versions.sort((one, other) => weakestFirst.indexOf(one) - weakestFirst.indexOf(other));
  return versions[0] ?? null;
}
