import type { Destination, Interception, Wire } from '../model/index.js';
import { findRun, locateRun } from './find-run.js';
import { withStore } from './store/with-store.js';

/** Destinations given at most; `left` says how many there were beside. */
const most = 20_000;

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|.*:.*)$/;

/** The destinations of the connections that a run was about, those with the most connections first. The run is named as for `readRun`; throws as it does. */
export async function readDestinations(
  folder: string,
  reference: string,
): Promise<{ readonly destinations: readonly Destination[]; readonly left: number }> {
  const located = locateRun(folder, reference);
  return withStore(located.folder, async (store) => {
    const columns = ['host', 'sni', 'server_address', 'country', 'asn', 'wire', 'transport', 'interception'] as const;
    const rows = await store
      .selectFrom('connections')
      .select([...columns])
      .select(({ fn }) => [
        fn.countAll<number>().as('connections'),
        fn.sum<number>('exchanges').as('exchanges'),
        fn.sum<number>('bytes_from_client').as('from_client'),
        fn.sum<number>('bytes_from_server').as('from_server'),
      ])
      .where('run_id', '=', await findRun(store, located.reference))
      .where(({ eb, or }) => or([eb('out_of_scope', 'is', null), eb('out_of_scope', '=', 0)]))
      .groupBy([...columns])
      .orderBy('connections', 'desc')
      .orderBy('host')
      .orderBy('server_address')
      .execute();
    const destinations = rows.slice(0, most).map((row) => ({
      host: nameOf(row.host, row.sni, row.server_address),
      serverAddress: row.server_address,
      countryIsoCode: row.country,
      asn: row.asn,
      wire: row.wire as Wire | null,
      transport: row.transport === 'udp' ? ('udp' as const) : ('tcp' as const),
      interception: row.interception as Interception,
      connections: Number(row.connections),
      exchanges: Number(row.exchanges),
      bytesFromClient: Number(row.from_client),
      bytesFromServer: Number(row.from_server),
    }));
    return { destinations, left: rows.length - destinations.length };
  });
}

/** Where an address was asked for, the name in the handshake says more. */
function nameOf(host: string | null, sni: string | null, serverAddress: string | null): string {
  const asked = host === null || address.test(host) ? (sni ?? host) : host;
  return (asked ?? serverAddress ?? 'unknown').toLowerCase();
}
