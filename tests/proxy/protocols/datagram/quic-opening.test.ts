import { describe, expect, it } from 'vitest';
import { QuicOpening } from '../../../../proxy/protocols/datagram/quic-opening.js';
import { cryptoFrame, initialPacket, padding, sealedPacket, someDestinationId } from '../../../wire/quic.js';
import { quicVersion1 } from '../../../wire/quic-vectors.js';

const out = 'client-to-server';
const back = 'server-to-client';
const sourceId = Buffer.from('our-side');

/** A packet of a version that we do not know. */
function foreign(version: number, destinationId: Buffer, source: Buffer, length = 1200, first = 0xc0): Buffer {
  const head = Buffer.concat([
    Buffer.of(first),
    u32(version),
    Buffer.of(destinationId.length),
    destinationId,
    Buffer.of(source.length),
    source,
  ]);
  return Buffer.concat([head, Buffer.alloc(Math.max(0, length - head.length), 0x33)]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

describe('QuicOpening', () => {
  it('decides with the names when the hello is whole', () => {
    const opening = new QuicOpening();
    expect(opening.feed(out, quicVersion1.clientInitial)).toMatchObject({ protocol: 'quic', wire: 'tls', serverName: 'example.com' });
  });

  it('settles for QUIC without a name when an Initial was opened, but its hello is not whole', () => {
    const opening = new QuicOpening();
    expect(opening.settle()).toBeUndefined();
    expect(opening.feed(out, initialPacket({ frames: cryptoFrame(40, Buffer.from('a piece')) }))).toBeUndefined();
    expect(opening.waiting).toBe(true);
    expect(opening.settle()).toEqual({ kind: 'decided', wire: 'tls', interception: 'opaque', protocol: 'quic' });
  });

  it('does not claim encryption where no packet could be opened', () => {
    const opening = new QuicOpening();
    expect(opening.feed(out, sealedPacket('handshake', 60))).toBeUndefined();
    expect(opening.feed(back, quicVersion1.serverInitial)).toBeUndefined();
    expect(opening.settle()).toEqual({ kind: 'decided', wire: 'cleartext', interception: 'opaque', protocol: 'quic', unproven: true });
  });

  it('takes a cleared second bit only with an Initial that opens', () => {
    const opening = new QuicOpening();
    const greased = initialPacket({ frames: padding(40) });
    greased[0]! &= 0xbf;
    expect(opening.feed(out, greased)).toBeUndefined();
    expect(opening.waiting).toBe(false);
    expect(opening.settle()).toBeUndefined();
  });

  it('takes versions that only QUIC uses at once, without a claim to have read them', () => {
    const decided = { kind: 'decided', wire: 'tls', interception: 'opaque', protocol: 'quic', unproven: true };
    expect(new QuicOpening().feed(out, foreign(0xff00001d, someDestinationId, sourceId))).toEqual(decided);
    expect(new QuicOpening().feed(out, foreign(0x1a2a3a4a, someDestinationId, Buffer.alloc(0)))).toEqual(decided);
    expect(new QuicOpening().feed(out, foreign(0xff00001d, someDestinationId, sourceId, 1199))).toBeUndefined();
    expect(new QuicOpening().feed(out, foreign(0xff00001d, Buffer.from('short'), sourceId))).toBeUndefined();
    expect(new QuicOpening().feed(back, foreign(0xff00001d, someDestinationId, sourceId))).toBeUndefined();
  });

  it('takes other versions when the server answers with the IDs exchanged', () => {
    const start = (): QuicOpening => {
      const opening = new QuicOpening();
      expect(opening.feed(out, foreign(0x12345678, someDestinationId, sourceId))).toBeUndefined();
      expect(opening.waiting).toBe(true);
      return opening;
    };
    const decided = { protocol: 'quic', wire: 'tls', unproven: true };
    expect(start().feed(back, foreign(0, sourceId, someDestinationId, 30, 0x80))).toMatchObject(decided);
    expect(start().feed(back, foreign(0x12345678, sourceId, Buffer.from('their ID')))).toMatchObject(decided);
    expect(start().feed(back, foreign(0, sourceId, Buffer.from('another1'), 30, 0x80))).toBeUndefined();
    expect(start().feed(back, foreign(0x12345678, Buffer.from('another1'), sourceId))).toBeUndefined();
    expect(start().settle()).toBeUndefined();
  });

  it('leaves alone what has no long header', () => {
    const opening = new QuicOpening();
    for (const bytes of [Buffer.alloc(0), Buffer.of(0xc0), Buffer.alloc(1200, 0x45), Buffer.from('GET / HTTP/1.1')]) {
      expect(opening.feed(out, bytes)).toBeUndefined();
    }
    expect(opening.waiting).toBe(false);
  });

  it('takes a Version Negotiation that nobody asked for, and RTP that looks like one, for nothing', () => {
    const opening = new QuicOpening();
    expect(opening.feed(back, foreign(0, sourceId, someDestinationId, 30, 0x80))).toBeUndefined();
    expect(opening.feed(out, foreign(0, sourceId, someDestinationId, 1300, 0x80))).toBeUndefined();
    expect(opening.feed(out, foreign(0x6f000100, sourceId, someDestinationId, 1300, 0x80))).toBeUndefined();
    expect(opening.waiting).toBe(false);
  });
});
