import { expect, it } from 'vitest';
import { openRecorder } from '../../record/open-recorder.js';
import { readDestinations } from '../../record/read-destinations.js';
import { createConnectionRedactor } from '../../record/redact-connection.js';
import { sampleConnection, sampleRun } from './samples.js';
import { tempFolder } from './temp-folder.js';

it('adds up the connections of one run that had the same end', async () => {
  const folder = tempFolder();
  const record = createConnectionRedactor({ plantedValues: () => [] })(sampleConnection(), { exchanges: 2 });
  for (const run of ['20261121-211500-aaaa', '20261121-211500-bbbb']) {
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(run), writer: { kind: 'inline' } });
    recorder.connection({ ...record, id: 'c-1' });
    recorder.connection({ ...record, id: 'c-2', bytesFromClient: 5 });
    recorder.connection({ ...record, id: 'c-3', serverAddress: '203.0.113.8' });
    // Asked for by address, as SOCKS clients do: the handshake has the name.
    recorder.connection({ ...record, id: 'c-4', host: '203.0.113.9', sni: 'API.Rooms.example', serverAddress: '203.0.113.9', asn: 64_500 });
    recorder.connection({ ...record, id: 'c-5', host: '2001:db8::1', sni: null, serverAddress: '2001:db8::1', transport: 'udp' });
    recorder.connection({ ...record, id: 'c-6', serverAddress: null, countryIsoCode: null, interception: 'origin-failed' });
    // The run was not about it.
    recorder.connection({ ...record, id: 'c-7', host: 'elsewhere.example', outOfScope: true });
    recorder.connection({ ...record, id: 'c-8', bytesFromClient: 0, bytesFromServer: 0, exchanges: 0, outOfScope: null });
    await recorder.close();
  }
  const { destinations, left } = await readDestinations(folder, '20261121-211500-a');
  expect(left).toBe(0);
  expect(destinations[0]).toEqual({
    host: 'api.rooms.example',
    serverAddress: '203.0.113.7',
    countryIsoCode: 'CN',
    asn: null,
    wire: 'cleartext',
    transport: 'tcp',
    interception: 'cleartext',
    connections: 3,
    exchanges: 4,
    bytesFromClient: 125,
    bytesFromServer: 1800,
  });
  expect(
    destinations
      .slice(1)
      .map(({ host, serverAddress, asn, transport }) => [host, serverAddress, asn, transport])
      .sort(),
  ).toEqual(
    [
      ['2001:db8::1', '2001:db8::1', null, 'udp'],
      ['api.rooms.example', '203.0.113.8', null, 'tcp'],
      ['api.rooms.example', '203.0.113.9', 64_500, 'tcp'],
      ['api.rooms.example', null, null, 'tcp'],
    ].sort(),
  );
});

it('has none of a run without connections, and no run that is not there', async () => {
  const folder = tempFolder();
  const recorder = await openRecorder({ dataFolder: folder, run: sampleRun('20261121-211500-aaaa'), writer: { kind: 'inline' } });
  await recorder.close();
  expect(await readDestinations(folder, 'latest')).toEqual({ destinations: [], left: 0 });
  await expect(readDestinations(folder, '20991121')).rejects.toMatchObject({ fault: { cause: 'run-not-found' } });
});
