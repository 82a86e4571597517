import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../../model/index.js';
import { createDatagramOpening, type Decided, undecidedLimits } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { madeHello, realHello, serverNameData } from '../../../harness/tls-hello.js';
import { cryptoFrame, initialPacket, padding } from '../../../wire/quic.js';
import { quicVersion1, quicVersion2, vectorRetryId } from '../../../wire/quic-vectors.js';
import { dnsQuery, dtlsFragment, dtlsHello, dtlsRecord, ntp, receiverReport, rtp, stun, stunVectors } from './datagrams.js';

const out = 'client-to-server';
const back = 'server-to-client';
type Arrival = readonly [Direction, Buffer];

/** `undecided`, or what was decided, for each datagram. */
function feedAll(...arrivals: Arrival[]): (Decided | 'undecided')[] {
  const opening = createDatagramOpening();
  return arrivals.map(([direction, bytes]) => {
    const borrowed = Buffer.from(bytes);
    const result = opening.feed(direction, borrowed);
    borrowed.fill(0x7e);
    return result.kind === 'decided' ? result : 'undecided';
  });
}

const protocolOf = (result: Decided | 'undecided' | undefined) => (typeof result === 'object' ? (result.protocol ?? 'none') : result);

describe('createDatagramOpening', () => {
  it('decides most protocols by their first datagram', () => {
    const first = (bytes: Buffer) => protocolOf(feedAll([out, bytes])[0]);
    expect(first(dnsQuery('a.example'))).toBe('dns');
    expect(first(stunVectors.request)).toBe('stun');
    expect(first(stun(0x0016, [0x0013, Buffer.from('data')]))).toBe('stun');
    expect(first(Buffer.from('4000000161000000', 'hex'))).toBe('stun');
    expect(first(receiverReport)).toBe('rtcp');
    expect(first(ntp(0x23))).toBe('ntp');
    expect(first(dtlsRecord(23, Buffer.from('data'), { epoch: 1 }))).toBe('dtls');
    expect(first(Buffer.from('user=7'))).toBe('none');
    expect(first(Buffer.alloc(1300, 0x61))).toBe('none');
    expect(first(Buffer.alloc(1300, 0xf1))).toBe('none');
  });

  it('says of the unknown that it is opaque cleartext', () => {
    expect(feedAll([out, Buffer.from('{"user":7}')])).toEqual([{ kind: 'decided', wire: 'cleartext', interception: 'opaque' }]);
  });

  it.each([quicVersion1, quicVersion2])(
    'reads the published Initial and Retry of version $version',
    async ({ version, clientInitial, retry, serverInitial }) => {
      const decided = {
        kind: 'decided',
        wire: 'tls',
        interception: 'opaque',
        protocol: 'quic',
        serverName: 'example.com',
        alpn: ['alpn'],
        hello: { ja4: expect.stringMatching(/^q13d0211an_/), alpn: ['alpn'], protocolVersion: 'TLSv1.3', encryptedClientHello: false },
      };
      expect(feedAll([out, clientInitial], [back, serverInitial])).toEqual([decided, decided]);
      const message = (await realHello({ servername: 'retried.example', ALPNProtocols: ['h3'] })).subarray(5);
      const half = initialPacket({ version, frames: Buffer.concat([cryptoFrame(0, message.subarray(0, 90)), padding(1000)]) });
      const again = (start: number, end: number) =>
        initialPacket({
          version,
          destinationId: vectorRetryId,
          token: Buffer.from('token'),
          frames: cryptoFrame(start, message.subarray(start, end)),
        });
      const results = feedAll([out, half], [back, retry], [out, again(100, message.length)], [out, again(0, 100)]);
      expect(results.map(protocolOf)).toEqual(['undecided', 'undecided', 'undecided', 'quic']);
      expect(results.at(-1)).toMatchObject({ serverName: 'retried.example', alpn: ['h3'] });
    },
  );

  it('waits for the fragments of a DTLS hello', () => {
    const hello = dtlsHello([[0, serverNameData('dtls.example')]]);
    const first: Arrival = [back, dtlsRecord(22, dtlsFragment(hello, 0, 30))];
    const second: Arrival = [back, dtlsRecord(22, dtlsFragment(hello, 30, hello.length))];
    const results = feedAll(first, [out, Buffer.from('?')], second);
    expect(results.map(protocolOf)).toEqual(['undecided', 'undecided', 'dtls']);
    expect(results[2]).toMatchObject({ wire: 'tls', interception: 'opaque', serverName: 'dtls.example' });
  });

  it('believes RTP after three, and not when they do not fit', () => {
    const talk = (sequences: number[]) => feedAll(...sequences.map((sequence): Arrival => [out, rtp({ sequence })])).map(protocolOf);
    expect(talk([5, 6, 7])).toEqual(['undecided', 'undecided', 'rtp']);
    expect(talk([5, 5, 5, 5])).toEqual(Array(4).fill('undecided'));
    const between = feedAll(
      [out, rtp({ sequence: 1 })],
      [back, rtp({ sequence: 7 })],
      [out, Buffer.from('?')],
      [out, rtp({ sequence: 2 })],
    );
    expect(between.map(protocolOf)).toEqual(Array(4).fill('undecided'));
    expect(protocolOf(feedAll([out, rtp()], [out, stunVectors.request])[1])).toBe('stun');
  });

  it('settles for what it has, and stays with it', () => {
    const settled = (...arrivals: Arrival[]): Decided => {
      const opening = createDatagramOpening();
      for (const [direction, bytes] of arrivals) expect(opening.feed(direction, bytes)).toEqual({ kind: 'undecided' });
      const result = opening.settle();
      expect(opening.settle()).toBe(result);
      expect(opening.feed(out, stunVectors.request)).toBe(result);
      return result;
    };
    expect(protocolOf(settled())).toBe('none');
    expect(protocolOf(settled([out, rtp()]))).toBe('none');
    expect(protocolOf(settled([out, Buffer.alloc(0)]))).toBe('none');
    expect(protocolOf(settled([out, initialPacket({ frames: padding(1200) })]))).toBe('quic');
    expect(settled([out, initialPacket({ frames: padding(1200), keysFrom: Buffer.of(1) })])).toMatchObject({
      unproven: true,
      wire: 'cleartext',
    });
    const fragment = dtlsFragment(Buffer.alloc(200), 0, 50);
    expect(protocolOf(settled([out, dtlsRecord(22, fragment)]))).toBe('dtls');
  });

  it('decides in any case at its limits', () => {
    const count = (bytes: Buffer): number => {
      const opening = createDatagramOpening();
      for (let fed = 1; fed < 1000; fed += 1) if (opening.feed(out, bytes).kind === 'decided') return fed;
      return 1000;
    };
    expect(count(Buffer.alloc(0))).toBe(undecidedLimits.media);
    expect(count(rtp())).toBe(undecidedLimits.media);
    expect(count(rtp({ payload: Buffer.alloc(60_000) }))).toBe(3);
    expect(count(initialPacket({ frames: padding(30) }))).toBe(undecidedLimits.datagrams);
    expect(count(dtlsRecord(22, dtlsFragment(Buffer.alloc(200), 0, 50)))).toBe(undecidedLimits.datagrams);
    const unopened = count(initialPacket({ frames: padding(30), keysFrom: Buffer.of(1) }));
    expect(unopened).toBeLessThanOrEqual(undecidedLimits.datagrams);
  });

  it('reads the same name however the Initials of a hello are ordered', () => {
    const message = madeHello([[0, serverNameData('any-order.example')]]).subarray(5);
    const size = Math.ceil(message.length / 5);
    const initials = Array.from({ length: 5 }, (_, index) => {
      const frames = Buffer.concat([cryptoFrame(index * size, message.subarray(index * size, (index + 1) * size)), padding(60)]);
      return initialPacket({ frames, packetNumber: index });
    });
    fc.assert(
      fc.property(fc.shuffledSubarray(initials, { minLength: 5 }), (order) => {
        const results = feedAll(...order.map((bytes): Arrival => [out, bytes]));
        expect(results.slice(0, 4)).toEqual(Array(4).fill('undecided'));
        expect(results[4]).toMatchObject({ protocol: 'quic', serverName: 'any-order.example' });
      }),
      { numRuns: 60 },
    );
  });
});
