import { expect, it } from 'vitest';
import { createConnectionRedactor } from '../../record/redact-connection.js';
import { sampleConnection } from './samples.js';

const record = createConnectionRedactor({ plantedValues: () => ['alice-7'] });

it('is flat, with what the relay learnt', () => {
  const connection = sampleConnection({
    wire: 'tls',
    interception: 'intercepted',
    tls: {
      serverName: 'api.rooms.example',
      origin: { protocolVersion: 'TLSv1.3', cipher: 'x', alpn: 'h2' },
      device: { protocolVersion: 'TLSv1.2', cipher: 'x' },
      certificate: { subject: 's', issuer: 'i', fingerprint256: 'ab', validTo: 'x', verified: true },
      chain: [{ subject: 's', issuer: 'i', fingerprint256: 'ab' }],
      hello: { ja4: 't13d1516h2_8daaf6152771_e5627efa2ab1', alpn: ['h2'], encryptedClientHello: true },
      clientCertificate: 'presented',
    },
    protocol: 'h2',
    injectedFault: 'reset',
  });
  connection.server!.autonomousSystem = { asn: 64_500, organisation: 'Rooms', source: 'asn 2026-06-17' };
  expect(record(connection, { exchanges: 3, endedDateTime: 5 })).toEqual({
    id: 'c-1',
    startedDateTime: 1_795_295_700_000,
    endedDateTime: 5,
    client: '192.168.1.20',
    host: 'api.rooms.example',
    sni: 'api.rooms.example',
    connectTarget: 'api.rooms.example:8443',
    serverAddress: '203.0.113.7',
    serverPort: 8443,
    countryIsoCode: 'CN',
    wire: 'tls',
    interception: 'intercepted',
    failureCause: null,
    alpn: 'h2',
    tls: 'TLSv1.2',
    certificateFingerprint: 'ab',
    bytesFromClient: 120,
    bytesFromServer: 900,
    exchanges: 3,
    capture: 'connect',
    transport: 'tcp',
    clientPort: 50_111,
    protocol: 'h2',
    asn: 64_500,
    injectedFault: 'reset',
    ja4: 't13d1516h2_8daaf6152771_e5627efa2ab1',
    encryptedClientHello: true,
    originTls: 'TLSv1.3',
    originCipher: 'x',
    deviceTls: 'TLSv1.2',
    deviceCipher: 'x',
    chain: [{ subject: 's', issuer: 'i', fingerprint256: 'ab' }],
    clientCertificate: 'presented',
    resolution: null,
    outOfScope: false,
  });
});

it('takes planted values out of certificate names, and cuts those short', () => {
  const chain = [{ subject: `alice-7.${'x'.repeat(5_000)}`, issuer: 'CA of ALICE-7\n', fingerprint256: 'ab' }];
  const [link] = record(sampleConnection({ tls: { chain } }), { exchanges: 0 }).chain!;
  expect(link!.subject).toMatch(/^\{\}\.x+…$/);
  expect(link!.subject).toHaveLength(200);
  expect(link!.issuer).toBe('CA of {}\\u000a');
});

it('takes planted values out of names', () => {
  const connection = sampleConnection({
    connectTarget: { host: 'ALICE-7.rooms.example', port: 443 },
    tls: { serverName: `${Buffer.from('xalice-7').toString('base64')}.example\n` },
  });
  expect(record(connection, { exchanges: 0 })).toMatchObject({ host: '{}.rooms.example', connectTarget: '{}.rooms.example:443' });
  expect(record(connection, { exchanges: 0 }).sni).toMatch(/^[^\n]*\{\}[^\n]*\.example\\u000a$/);
});

it('takes planted values out of names on the way to the address', () => {
  const resolution = {
    name: 'alice-7.rooms.example',
    source: 'system',
    resolver: '192.0.2.53',
    chain: [{ name: 'alice-7.rooms.example', cname: 'alice-7.cdn.example', ttl: 60 }],
    addresses: [{ address: '203.0.113.9', ttl: 30 }],
    chainUnknown: 'other-addresses',
  } as const;
  expect(record(sampleConnection({ resolution }), { exchanges: 0, outOfScope: true })).toMatchObject({
    resolution: { ...resolution, name: '{}.rooms.example', chain: [{ name: '{}.rooms.example', cname: '{}.cdn.example', ttl: 60 }] },
    outOfScope: true,
  });
});

it('takes a connection of which hardly anything is known', () => {
  const { server, connectTarget, wire, ...bare } = sampleConnection({ interception: 'origin-failed' });
  expect(record({ ...bare, failureCause: { alert: 48 } }, { exchanges: 0 })).toMatchObject({
    host: null,
    serverAddress: null,
    wire: null,
    endedDateTime: null,
    failureCause: 'alert 48',
    transport: 'tcp',
    protocol: null,
    asn: null,
    injectedFault: null,
    ja4: null,
    encryptedClientHello: null,
    originTls: null,
    deviceCipher: null,
    chain: null,
    clientCertificate: null,
  });
  expect(record({ ...bare, transport: 'udp' }, { exchanges: 0 }).transport).toBe('udp');
  expect(record({ ...bare, failureCause: 'timeout' }, { exchanges: 0 }).failureCause).toBe('timeout');
});

it('names what was to be dialled where nothing was reached, and takes planted values out of it', () => {
  const failed = (host: string) => {
    const { server: _server, connectTarget: _connectTarget, tls: _tls, ...rest } = sampleConnection({ interception: 'origin-failed' });
    return record({ ...rest, dialTarget: { host, port: 80 } }, { exchanges: 0 });
  };
  expect(failed('api.example')).toMatchObject({ host: 'api.example', serverAddress: null });
  expect(failed('alice-7.example').host).not.toContain('alice-7');
});
