import { assertNever, type Connection, type Gap } from '../../model/index.js';

/** What the end of a connection leaves uninspected. `abandoned`: the device left without saying why, which the rest of the run may explain. */
export interface Uninspected {
  readonly gap: Gap;
  readonly abandoned: boolean;
}

/**
 * What nobody could look at on a connection that has ended, if anything. Not gaps: a tunnel in which nobody spoke, an origin that could not
 * be reached. `sawMessage`: some of it was read.
 */
export function uninspectedGap(connection: Connection, sawMessage: boolean): Uninspected | undefined {
  const cause = connection.failureCause;
  const silent = cause === 'closed-in-handshake' || cause === 'closed-before-first-byte' || cause === 'reset';
  const gap = (reason: Gap['reason'], detail: string, abandoned = false): Uninspected => ({
    gap: { reason, connectionId: connection.id, detail },
    abandoned,
  });
  switch (connection.interception) {
    case 'pending':
    case 'origin-failed':
    case 'cleartext':
      return undefined;
    case 'intercepted':
      if (cause !== 'closed-before-first-byte' || sawMessage) return undefined;
      return gap('handshake-failed', 'the device closed the connection before it sent anything: it may not trust our certificate', true);
    case 'passthrough':
      if (connection.bytesFromClient === 0 && connection.bytesFromServer === 0) return undefined;
      return gap('passthrough', 'relayed without inspection, as the passthrough list asks');
    case 'client-rejected':
      if (silent) return gap('handshake-failed', 'the device left the TLS handshake without saying why', true);
      return gap(
        'handshake-failed',
        typeof cause === 'object'
          ? `the device refused our certificate (TLS alert ${cause.alert})`
          : `the device refused the TLS handshake${cause === undefined ? '' : ` (${cause})`}`,
      );
    case 'opaque':
      if (sawMessage || (connection.bytesFromClient === 0 && connection.bytesFromServer === 0)) return undefined;
      return gap('unsupported-protocol', 'relayed, but the protocol could not be read');
    default:
      return assertNever(connection.interception);
  }
}
