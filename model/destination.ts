import type { Interception, Wire } from './connection.js';

/**
 * Connections of a run that had the same end: one name, one address as dialled, one kind of wire. `serverAddress` is null where nothing was
 * reached. Bytes are payload below TLS framing, as relayed.
 */
export interface Destination {
  /** Lower case, redacted; the address where no name is known. */
  readonly host: string;
  readonly serverAddress: string | null;
  readonly countryIsoCode: string | null;
  readonly asn: number | null;
  /** Who the autonomous system is registered to, where it was looked up. */
  readonly asnOrganisation?: string;
  /** Who runs it, by the operators that ship with us, where it was looked up. */
  readonly operators?: readonly string[];
  readonly wire: Wire | null;
  readonly transport: 'tcp' | 'udp';
  readonly interception: Interception;
  readonly connections: number;
  readonly exchanges: number;
  readonly bytesFromClient: number;
  readonly bytesFromServer: number;
}
