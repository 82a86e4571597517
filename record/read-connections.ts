import type { Capture, InjectedFault, Interception, Wire } from '../model/index.js';
import type { ConnectionRecord } from './connection-record.js';
import { findRun, locateRun } from './find-run.js';
import { withStore } from './store/with-store.js';

/** `offset` and `limit` (default 1,000) page through the connections. */
export interface ConnectionPage {
  readonly offset?: number;
  readonly limit?: number;
}

/** The connections of a run in the order in which they began, page by page. The run is named as for `readRun`; throws as it does. */
export async function readConnections(folder: string, reference: string, page: ConnectionPage = {}): Promise<ConnectionRecord[]> {
  const located = locateRun(folder, reference);
  return withStore(located.folder, async (store) => {
    const rows = await store
      .selectFrom('connections')
      .selectAll()
      .where('run_id', '=', await findRun(store, located.reference))
      .orderBy('started')
      .orderBy('id')
      .limit(page.limit ?? 1_000)
      .offset(page.offset ?? 0)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      startedDateTime: row.started,
      endedDateTime: row.ended,
      client: row.client,
      host: row.host,
      sni: row.sni,
      connectTarget: row.connect_target,
      serverAddress: row.server_address,
      serverPort: row.server_port,
      countryIsoCode: row.country,
      wire: row.wire as Wire | null,
      interception: row.interception as Interception,
      failureCause: row.failure_cause,
      alpn: row.alpn,
      tls: row.tls,
      certificateFingerprint: row.certificate_fingerprint,
      bytesFromClient: row.bytes_from_client,
      bytesFromServer: row.bytes_from_server,
      exchanges: row.exchanges,
      capture: row.capture as Capture | null,
      transport: row.transport as 'tcp' | 'udp' | null,
      clientPort: row.client_port,
      protocol: row.protocol,
      asn: row.asn,
      injectedFault: row.injected_fault as InjectedFault | null,
      ja4: row.ja4,
      encryptedClientHello: row.ech === null ? null : row.ech !== 0,
      originTls: row.origin_tls,
      originCipher: row.origin_cipher,
      deviceTls: row.device_tls,
      deviceCipher: row.device_cipher,
      chain: row.chain_json === null ? null : JSON.parse(row.chain_json),
      clientCertificate: row.client_certificate as 'presented' | null,
      resolution: row.resolution_json === null ? null : JSON.parse(row.resolution_json),
      outOfScope: row.out_of_scope === null ? null : row.out_of_scope !== 0,
    }));
  });
}
