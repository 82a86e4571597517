import { expect, it } from 'vitest';
import { openRecorder } from '../../record/open-recorder.js';
import { readConnections } from '../../record/read-connections.js';
import { createConnectionRedactor } from '../../record/redact-connection.js';
import { sampleConnection, sampleRun } from './samples.js';
import { tempFolder } from './temp-folder.js';

it('pages through the connections of one run in the order in which they began', async () => {
  const folder = tempFolder();
  const record = createConnectionRedactor({ plantedValues: () => [] })(sampleConnection(), { exchanges: 1 });
  for (const run of ['20261121-211500-aaaa', '20261121-211500-bbbb']) {
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(run), writer: { kind: 'inline' } });
    for (const at of [4, 1, 3, 0, 2]) recorder.connection({ ...record, id: `${run}-${at}`, startedDateTime: at });
    await recorder.close();
  }
  const idsOf = async (page: { offset?: number; limit?: number }) =>
    (await readConnections(folder, '20261121-211500-a', page)).map(({ id }) => Number(id.at(-1)));
  expect(await idsOf({})).toEqual([0, 1, 2, 3, 4]);
  expect(await idsOf({ offset: 1, limit: 2 })).toEqual([1, 2]);
  expect(await idsOf({ offset: 9 })).toEqual([]);
});

it('gives back every column as it was handed over', async () => {
  const folder = tempFolder();
  const redact = createConnectionRedactor({ plantedValues: () => [] });
  const plain = redact(sampleConnection({ id: 'c-1' }), { exchanges: 1 });
  const full = {
    ...redact(
      sampleConnection({
        id: 'c-2',
        capture: 'socks5-udp',
        transport: 'udp',
        protocol: 'quic',
        injectedFault: 'tls',
        resolution: {
          name: 'a.test',
          source: 'dns',
          resolver: '192.0.2.53',
          chain: [{ name: 'a.test', cname: 'b.test', ttl: 60 }],
          addresses: [{ address: '203.0.113.7', ttl: 30 }],
        },
        failureCause: { alert: 48 },
        tls: {
          serverName: 'a.test',
          origin: { protocolVersion: 'TLSv1', cipher: 'a', alpn: 'h2' },
          device: { protocolVersion: 'TLSv1.3', cipher: 'b' },
          certificate: { subject: 's', issuer: 'i', fingerprint256: 'ab', validTo: 'x', verified: true },
          chain: [
            { subject: 's', issuer: 'i', fingerprint256: 'ab' },
            { subject: 'i', issuer: 'i', fingerprint256: 'cd' },
          ],
          hello: { ja4: 'q13d', alpn: [], encryptedClientHello: false },
          clientCertificate: 'presented',
        },
      }),
      { exchanges: 2, endedDateTime: 9, outOfScope: true },
    ),
    asn: 64_500,
  };
  const recorder = await openRecorder({ dataFolder: folder, run: sampleRun('20261121-211500-aaaa'), writer: { kind: 'inline' } });
  recorder.connection(plain);
  recorder.connection(full);
  await recorder.close();
  expect(await readConnections(folder, 'latest')).toEqual([plain, full]);
});
