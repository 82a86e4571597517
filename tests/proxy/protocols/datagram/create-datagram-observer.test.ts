import { describe, expect, it } from 'vitest';
import { decidedBy, withHello } from '../../../../proxy/protocols/datagram/decisions.js';
import { createDatagramObserver, type Decided, defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import {
  client,
  clientEnds,
  close,
  feedWhole,
  type Step,
  server,
  serverEnds,
  type Told,
  type Transcript,
  testConnection,
  tick,
} from '../../../wire/feed.js';
import { initialPacket, padding } from '../../../wire/quic.js';
import { quicVersion1 } from '../../../wire/quic-vectors.js';
import { descriptions, dnsQuery, dtlsRecord, receiverReport, rtcp, rtp, stun, stunVectors } from './datagrams.js';

/** One line for each thing told; bodies as hex when they are not the datagram fed at that place. */
function lines(opening: Decided, transcript: Transcript): string[] {
  return describe1(feedWhole((context) => createDatagramObserver(context, opening), transcript));
}

function describe1(told: readonly Told[]): string[] {
  return told.map((event) => {
    if (event.kind === 'gap')
      return ['gap', event.gap.reason, event.gap.messageId, event.gap.location, event.gap.detail]
        .filter((part) => part !== undefined)
        .join(' ');
    if (event.kind === 'exchange') return 'exchange';
    const { id, kind, wire, contentType, properties, body } = event.message;
    const parts = [id, kind, wire, `${body.bytes.length}`];
    if (contentType !== undefined) parts.push(contentType);
    if (properties !== undefined) parts.push(`[${properties.join(',')}]`);
    return parts.join(' ');
  });
}

const quicGap = 'gap unsupported-protocol QUIC: what is inside is encrypted; only its names were read';
const dtlsGap = 'gap unsupported-protocol DTLS: what is inside is encrypted; no names could be read';
const unknown = decidedBy(undefined);
const facts = { ja4: 'q13d0000h3_0_0', alpn: [], encryptedClientHello: false };

describe('createDatagramObserver', () => {
  it('tells each DNS message whole, counted by direction', () => {
    const query = dnsQuery('a.example');
    expect(lines(decidedBy('dns'), [client(query), client(query), server(query), client('?'), close()])).toEqual([
      `c7-d-out1 dns cleartext ${query.length} application/dns-message`,
      `c7-d-out2 dns cleartext ${query.length} application/dns-message`,
      `c7-d-in1 dns cleartext ${query.length} application/dns-message`,
      'c7-g-out1 datagram cleartext 1',
    ]);
  });

  it('tells every datagram that nobody knows as it was, and when', () => {
    const told = feedWhole(
      (context) => createDatagramObserver(context, unknown),
      [client('user=7'), tick(5), server('ok'), clientEnds, serverEnds, client(''), tick(), close('reset')],
    );
    expect(told.map((event) => (event.kind === 'message' ? event.message : event))).toEqual([
      {
        id: 'c7-g-out1',
        connectionId: 'c7',
        kind: 'datagram',
        direction: 'client-to-server',
        startedDateTime: 1000,
        wire: 'cleartext',
        body: { bytes: Buffer.from('user=7'), size: 6, truncated: false },
      },
      {
        id: 'c7-g-in1',
        connectionId: 'c7',
        kind: 'datagram',
        direction: 'server-to-client',
        startedDateTime: 1005,
        wire: 'cleartext',
        body: { bytes: Buffer.from('ok'), size: 2, truncated: false },
      },
    ]);
  });

  it('tells the largest datagram whole, whatever the limits', () => {
    const limits = { body: 16, window: 8, overlap: 3 };
    const told = feedWhole((context) => createDatagramObserver(context, unknown), [client(Buffer.alloc(65_507, 1))], limits);
    expect(describe1(told)).toEqual(['c7-g-out1 datagram cleartext 65507']);
  });

  it('says of QUIC at the start that it is encrypted, and nothing more', () => {
    const named = withHello('quic', { serverName: 'a.example', extensions: [], facts });
    const talk: Step[] = [client(quicVersion1.clientInitial), server(quicVersion1.serverInitial), client(Buffer.alloc(40, 0x41)), close()];
    expect(lines(named, [])).toEqual([quicGap]);
    expect(lines(named, talk)).toEqual([quicGap]);
    expect(lines({ ...named, hello: { ...facts, encryptedClientHello: true } }, [])).toEqual([
      `${quicGap}; the server name may be a cover (Encrypted Client Hello)`,
    ]);
  });

  it('tells what cannot be QUIC on its connection', () => {
    const named = withHello('quic', { extensions: [], facts });
    expect(lines(named, [client(stunVectors.response4), client('\x01user=7')])).toEqual([
      quicGap,
      'c7-g-out1 datagram cleartext 80 [software,test vector,xor-mapped-address,192.0.2.1]',
      'c7-g-out2 datagram cleartext 7',
    ]);
  });

  it('leaves nothing out where QUIC was not proven', () => {
    const initial = initialPacket({ frames: padding(20) });
    const gap = 'gap unsupported-protocol QUIC: what is inside is encrypted; no names could be read';
    expect(lines({ ...decidedBy('quic'), unproven: true }, [client(initial), client('Auser=7')])).toEqual([
      gap,
      `c7-g-out1 datagram cleartext ${initial.length}`,
      'c7-g-out2 datagram cleartext 7',
    ]);
    expect(lines(unknown, [client('?'), client(initial), client(initial)])).toEqual([
      'c7-g-out1 datagram cleartext 1',
      gap,
      `c7-g-out2 datagram cleartext ${initial.length}`,
      `c7-g-out3 datagram cleartext ${initial.length}`,
    ]);
  });

  it('says of DTLS once that it is encrypted', () => {
    const record = dtlsRecord(23, Buffer.from('data'), { epoch: 1 });
    expect(lines(decidedBy('dtls'), [client(record), server(record), client(Buffer.from('2f000100040102', 'hex'))])).toEqual([dtlsGap]);
  });

  it('takes the parts of a media connection apart', () => {
    const record = dtlsRecord(22, Buffer.from('handshake'));
    const report = Buffer.concat([receiverReport, rtcp(202, 1, descriptions([1, 'alice@192.0.2.7'], [3, 'alice@a.example']))]);
    expect(
      lines(decidedBy('stun'), [
        client(stunVectors.request),
        server(stunVectors.response6),
        client(record),
        server(record),
        client(rtp()),
        client(report),
        server(receiverReport),
        client(Buffer.concat([report, Buffer.alloc(14)])),
        client(Buffer.from('4000000161000000', 'hex')),
        client('{"user":7}'),
        close(),
      ]),
    ).toEqual([
      'c7-g-out1 datagram cleartext 108 [software,STUN test client,username,evtj:h6vY]',
      'c7-g-in1 datagram cleartext 92 [software,test vector,xor-mapped-address,2001:db8:1234:5678:11:2233:4455:6677]',
      dtlsGap,
      'c7-g-out2 datagram cleartext 17',
      `c7-g-out3 datagram cleartext ${report.length} [cname,alice@192.0.2.7,email,alice@a.example]`,
      'c7-g-in2 datagram cleartext 8',
      `c7-g-out4 datagram cleartext ${report.length + 14}`,
      'c7-g-out5 datagram cleartext 8',
      'c7-g-out6 datagram cleartext 10',
    ]);
  });

  it('looks into what TURN relays: names, and encryption that hides there', () => {
    const channel = (payload: Buffer): Buffer =>
      Buffer.concat([Buffer.of(0x40, 1, payload.length >> 8, payload.length & 255), payload, Buffer.alloc(-payload.length & 3)]);
    const record = dtlsRecord(23, Buffer.from('data'), { epoch: 1 });
    const report = rtcp(202, 1, descriptions([3, 'alice@a.example']));
    const indication = (payload: Buffer): Buffer => stun(0x0016, [0x0006, Buffer.from('bob!')], [0x0013, payload]);
    const broken = stun(0x0101, [0x0020, Buffer.of(0, 3, 0, 0)]);
    const all = [channel(stunVectors.response4), indication(stunVectors.response4), channel(report), channel(record), indication(record)];
    const initial = initialPacket({ frames: padding(20) });
    const size = (index: number): string => `datagram cleartext ${all[index]!.length}`;
    expect(lines(decidedBy('stun'), [...all.map((bytes) => client(bytes)), client(channel(broken)), server(indication(initial))])).toEqual([
      `c7-g-out1 ${size(0)} [software,test vector,xor-mapped-address,192.0.2.1]`,
      `c7-g-out2 ${size(1)} [username,bob!,software,test vector,xor-mapped-address,192.0.2.1]`,
      `c7-g-out3 ${size(2)} [email,alice@a.example]`,
      dtlsGap,
      `c7-g-out4 ${size(3)}`,
      `c7-g-out5 ${size(4)} [username,bob!]`,
      'c7-g-out6 datagram cleartext 32',
      'gap undecodable c7-g-out6 header STUN: attributes that could not be read',
      'gap unsupported-protocol QUIC: what is inside is encrypted; no names could be read',
      `c7-g-in1 datagram cleartext ${indication(initial).length} [username,bob!]`,
    ]);
  });

  it('says when attributes of STUN could not be read, for an address may hide in them', () => {
    const message = stun(0x0101, [0x0006, Buffer.from('bob!')], [0x0020, Buffer.from('00030000e112a643', 'hex')]);
    expect(lines(decidedBy('stun'), [server(message), server(stun(0x0001))])).toEqual([
      `c7-g-in1 datagram cleartext ${message.length} [username,bob!]`,
      'gap undecodable c7-g-in1 header STUN: attributes that could not be read',
      'c7-g-in2 datagram cleartext 20',
    ]);
  });

  it('names the protocol of the connection, unless it has one', () => {
    const protocolAfter = (before: string | undefined, opening: Decided): string | undefined => {
      const connection = { ...testConnection(), protocol: before };
      const sink = { message: () => undefined, exchange: () => undefined, gap: () => undefined };
      createDatagramObserver({ connection, wire: 'cleartext', limits: defaultObserverLimits, sink }, opening);
      return connection.protocol;
    };
    expect(protocolAfter(undefined, decidedBy('rtp'))).toBe('rtp');
    expect(protocolAfter('doq', decidedBy('quic'))).toBe('doq');
    expect(protocolAfter(undefined, unknown)).toBeUndefined();
  });
});
