import { describe, expect, it } from 'vitest';
import { InitialReader, type InitialReading } from '../../../../proxy/protocols/quic/initial-reader.js';
import fc from '../../../harness/fast-check.js';
import { madeHello, serverNameData } from '../../../harness/tls-hello.js';
import { ackFrame, cryptoFrame, type InitialToBuild, initialPacket, padding, sealedPacket } from '../../../wire/quic.js';
import { chromiumInitials } from '../../../wire/quic-chromium.js';
import { quicVersion1, quicVersion2, vectorCryptoFrame, vectorRetryId } from '../../../wire/quic-vectors.js';

/** A ClientHello without records, at least `size` bytes long. */
function hello(name: string, size = 0): Buffer {
  return madeHello([
    [0, serverNameData(name)],
    [16, Buffer.from('\0\x03\x02h3', 'latin1')],
    [21, Buffer.alloc(size)],
  ]).subarray(5);
}

/** A reading without what is only recorded. */
interface Summary {
  readonly kind: InitialReading['kind'];
  readonly names?: { readonly serverName?: string; readonly alpn?: readonly string[]; readonly encryptedClientHello: boolean };
}

function summary(reading: InitialReading): Summary {
  if (reading.kind !== 'hello' || reading.hello === undefined) return { kind: reading.kind };
  const { serverName, alpn, facts } = reading.hello;
  return { kind: 'hello', names: { serverName, alpn, encryptedClientHello: facts.encryptedClientHello } };
}

function feedAll(datagrams: readonly Buffer[]): Summary {
  const reader = new InitialReader();
  for (const datagram of datagrams) {
    const borrowed = Buffer.from(datagram);
    const reading = reader.feed(borrowed);
    borrowed.fill(0x7e);
    if (reading.kind !== 'more') return summary(reading);
  }
  return { kind: 'more' };
}

/** The hello cut at the given places, each piece in a packet of its own. */
function packets(message: Buffer, cuts: readonly number[], options: Omit<InitialToBuild, 'frames'> = {}): Buffer[] {
  const places = [0, ...cuts, message.length];
  return places.slice(1).map((end, index) => {
    const start = places[index]!;
    return initialPacket({
      ...options,
      packetNumber: index,
      frames: Buffer.concat([cryptoFrame(start, message.subarray(start, end)), padding(40)]),
    });
  });
}

const names = (serverName: string) => ({ kind: 'hello', names: { serverName, alpn: ['h3'], encryptedClientHello: false } });

describe('InitialReader', () => {
  it.each([quicVersion1, quicVersion2])('reads the published client Initial of version $version', ({ clientInitial }) => {
    expect(feedAll([clientInitial])).toEqual({
      kind: 'hello',
      names: { serverName: 'example.com', alpn: ['alpn'], encryptedClientHello: false },
    });
  });

  it('reads a hello over several packets, whatever their order, once it is whole', () => {
    const message = hello('three.example', 2500);
    const [a, b, c] = packets(message, [1000, 2000]) as [Buffer, Buffer, Buffer];
    for (const order of [
      [a, b, c],
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ]) {
      expect(feedAll(order)).toEqual(names('three.example'));
      expect(feedAll(order.slice(0, 2))).toEqual({ kind: 'more' });
    }
  });

  it('reads packets coalesced with others, with tokens and acknowledgements', () => {
    const message = hello('coalesced.example');
    const [a, b] = packets(message, [40], { token: Buffer.alloc(70, 1), sourceId: Buffer.from('us') }) as [Buffer, Buffer];
    expect(feedAll([Buffer.concat([a, b])])).toEqual(names('coalesced.example'));
    expect(feedAll([Buffer.concat([b, sealedPacket('zero-rtt', 60), a, sealedPacket('handshake', 50), Buffer.alloc(9)])])).toEqual(
      names('coalesced.example'),
    );
    const acknowledging = initialPacket({ frames: Buffer.concat([ackFrame(1, true), Buffer.of(1), cryptoFrame(0, message)]) });
    expect(feedAll([acknowledging])).toEqual(names('coalesced.example'));
  });

  it('follows the client to the connection ID of the server, whose keys stay', () => {
    const message = hello('moved.example');
    const first = initialPacket({ frames: Buffer.concat([cryptoFrame(0, message.subarray(0, 30)), padding(20)]) });
    const keysFrom = Buffer.from('0001020304050607', 'hex');
    const then = initialPacket({ destinationId: Buffer.from('theirs'), keysFrom, frames: cryptoFrame(30, message.subarray(30)) });
    expect(feedAll([first, then])).toEqual(names('moved.example'));
    expect(feedAll([then])).toEqual({ kind: 'more' });
  });

  it('reads what answers a Retry: new keys, and the hello from its start', () => {
    const message = hello('retried.example');
    const token = Buffer.from('token');
    const before = packets(message, [50]).slice(0, 1);
    const after = packets(message, [60], { destinationId: vectorRetryId, token });
    expect(feedAll([...before, ...after])).toEqual(names('retried.example'));
    expect(feedAll([...before, after[1]!, after[0]!])).toEqual(names('retried.example'));
    // The half from before does not make up for a half that is missing.
    expect(feedAll([...before, after[1]!])).toEqual({ kind: 'more' });
  });

  it('reads what answers a Version Negotiation', () => {
    const message = hello('negotiated.example');
    const before = packets(message, [50]).slice(0, 1);
    expect(feedAll([...before, ...packets(message, [60], { version: quicVersion2.version })])).toEqual(names('negotiated.example'));
  });

  it('says when a hello is whole but none that can be read, or no hello at all', () => {
    expect(feedAll([initialPacket({ frames: cryptoFrame(0, Buffer.from('01000003aabbcc', 'hex')) })])).toEqual({ kind: 'hello' });
    expect(feedAll([initialPacket({ frames: cryptoFrame(0, Buffer.from('02000000aabbcc', 'hex')) })])).toEqual({ kind: 'hello' });
  });

  it('notices an Encrypted Client Hello', () => {
    const message = madeHello([
      [0, serverNameData('cover.example')],
      [0xfe0d, Buffer.of(0, 0, 1)],
    ]).subarray(5);
    expect(feedAll([initialPacket({ frames: cryptoFrame(0, message) })])).toEqual({
      kind: 'hello',
      names: { serverName: 'cover.example', encryptedClientHello: true },
    });
  });

  it('gives up on what goes over a bound', () => {
    expect(feedAll([initialPacket({ frames: cryptoFrame(65_530, Buffer.from('beyond!')) })])).toEqual({ kind: 'given-up' });
    expect(feedAll([initialPacket({ frames: cryptoFrame(0, Buffer.of(1, 1, 0, 0)) })])).toEqual({ kind: 'given-up' });
    const scattered = Array.from({ length: 70 }, (_, index) =>
      initialPacket({ frames: Buffer.concat([cryptoFrame(index * 2 + 9, Buffer.of(1)), padding(9)]) }),
    );
    expect(feedAll(scattered)).toEqual({ kind: 'given-up' });
    const silent = Array.from({ length: 70 }, () => initialPacket({ frames: padding(40) }));
    expect(feedAll(silent)).toEqual({ kind: 'given-up' });
    const unopenable = Array.from({ length: 20 }, () => initialPacket({ frames: padding(40), keysFrom: Buffer.of(9) }));
    expect(feedAll(unopenable)).toEqual({ kind: 'given-up' });
  });

  it.each([
    ['in order', chromiumInitials],
    ['in the other order', chromiumInitials.toReversed()],
  ])('reads what Chromium scatters over two datagrams, %s', (_, [first, second]) => {
    expect(feedAll([first!])).toEqual({ kind: 'more' });
    expect(feedAll([first!, second!])).toEqual({
      kind: 'hello',
      names: { serverName: 'quic.example', alpn: ['h3'], encryptedClientHello: true },
    });
  });

  it('records of the hello that it came in QUIC', () => {
    const reading = new InitialReader().feed(quicVersion1.clientInitial);
    expect(reading).toMatchObject({ hello: { facts: { protocolVersion: 'TLSv1.3', ja4: expect.stringMatching(/^q13d/) } } });
  });

  it('is authenticated by the first packet that opens', () => {
    const reader = new InitialReader();
    reader.feed(initialPacket({ frames: padding(40), keysFrom: Buffer.of(9) }));
    expect(reader.authenticated).toBe(false);
    reader.feed(initialPacket({ frames: padding(40) }));
    expect(reader.authenticated).toBe(true);
  });

  it('reads the same names however the hello is cut, ordered, repeated and coalesced', () => {
    const message = hello('property.example', 600);
    const cuts = fc
      .uniqueArray(fc.integer({ min: 1, max: message.length - 1 }), { maxLength: 8 })
      .map((places) => places.sort((a, b) => a - b));
    const arrangement = cuts.chain((places) => {
      const all = packets(message, places);
      return fc
        .tuple(
          fc.shuffledSubarray(all, { minLength: all.length }),
          fc.array(fc.constantFrom(...all), { maxLength: 3 }),
          fc.array(fc.boolean(), { maxLength: 12 }),
        )
        .map(([order, repeated, joined]) => {
          const datagrams: Buffer[] = [];
          for (const [index, packet] of [...repeated, ...order].entries()) {
            if (joined[index] === true && datagrams.length > 0) datagrams.push(Buffer.concat([datagrams.pop()!, packet]));
            else datagrams.push(packet);
          }
          return datagrams;
        });
    });
    fc.assert(
      fc.property(arrangement, (datagrams) => {
        expect(feedAll(datagrams)).toEqual(names('property.example'));
      }),
      { numRuns: 150 },
    );
  });

  it('never throws, whatever bytes come, also behind a header that fits', () => {
    const bytes = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array));
    const datagram = fc.oneof(
      bytes,
      bytes.map((rest) => Buffer.concat([Buffer.of(0xc3, 0, 0, 0, 1), rest])),
      bytes.map((frames) => initialPacket({ frames: Buffer.concat([frames, padding(20)]) })),
      fc.tuple(fc.nat(70), bytes).map(([at, rest]) => Buffer.concat([initialPacket({ frames: vectorCryptoFrame }).subarray(0, at), rest])),
    );
    fc.assert(
      fc.property(fc.array(datagram, { maxLength: 6 }), (datagrams) => {
        const { kind } = feedAll(datagrams);
        expect(['hello', 'more', 'given-up']).toContain(kind);
      }),
      { numRuns: 400 },
    );
  });
});
