import { describe, expect, it } from 'vitest';
import { readLongHeader } from '../../../../proxy/protocols/quic/read-long-header.js';
import { initialPacket, padding, sealedPacket, someDestinationId } from '../../../wire/quic.js';
import { quicVersion1, quicVersion2, vectorDestinationId, vectorRetryId } from '../../../wire/quic-vectors.js';

describe('readLongHeader', () => {
  it.each([quicVersion1, quicVersion2])(
    'reads the published packets of version $version',
    ({ version, clientInitial, serverInitial, retry }) => {
      expect(readLongHeader(clientInitial, 0)).toMatchObject({ version, type: 'initial', packetNumberAt: 18, end: 1200 });
      expect(readLongHeader(clientInitial, 0)?.destinationId).toEqual(vectorDestinationId);
      expect(readLongHeader(serverInitial, 0)).toMatchObject({ type: 'initial', end: serverInitial.length });
      expect(readLongHeader(retry, 0)).toMatchObject({ type: 'retry', end: retry.length });
      expect(readLongHeader(retry, 0)?.sourceId).toEqual(vectorRetryId);
    },
  );

  it('reads coalesced packets one after the other', () => {
    const first = initialPacket({ frames: padding(30), token: Buffer.from('a token'), sourceId: Buffer.from('source') });
    const datagram = Buffer.concat([first, sealedPacket('handshake', 40)]);
    expect(readLongHeader(datagram, 0)).toMatchObject({ type: 'initial', end: first.length });
    expect(readLongHeader(datagram, first.length)).toMatchObject({ type: 'other', end: datagram.length });
    expect(readLongHeader(datagram, datagram.length)).toBeUndefined();
  });

  it('reads no packet that is cut off, at any byte', () => {
    const packet = initialPacket({ frames: padding(30), token: Buffer.from('a token') });
    for (let end = 0; end < packet.length; end += 1) expect(readLongHeader(packet.subarray(0, end), 0)).toBeUndefined();
  });

  it('reads of unknown versions and Version Negotiation only what all have', () => {
    const negotiation = Buffer.concat([Buffer.of(0x80, 0, 0, 0, 0, 0, 8), someDestinationId, Buffer.of(0, 0, 0, 1)]);
    expect(readLongHeader(negotiation, 0)).toMatchObject({ version: 0, type: 'other', end: negotiation.length });
    expect(readLongHeader(Buffer.of(0xc0, 0x1a, 0x2a, 0x3a, 0x4a, 0, 0), 0)).toMatchObject({ version: 0x1a2a3a4a, type: 'other' });
  });

  it('refuses short headers, long connection IDs and lengths without room for a sample', () => {
    expect(readLongHeader(Buffer.alloc(40, 0x40), 0)).toBeUndefined();
    expect(readLongHeader(Buffer.concat([Buffer.of(0xc0, 0, 0, 0, 1, 21), Buffer.alloc(60)]), 0)).toBeUndefined();
    expect(readLongHeader(Buffer.concat([Buffer.of(0xc0, 0, 0, 0, 1, 0, 0, 0, 19), Buffer.alloc(60)]), 0)).toBeUndefined();
    expect(readLongHeader(Buffer.concat([Buffer.of(0xc0, 0, 0, 0, 1, 0, 0, 0, 20), Buffer.alloc(60)]), 0)).toMatchObject({ end: 29 });
    // A Retry without a token.
    expect(readLongHeader(Buffer.concat([Buffer.of(0xf0, 0, 0, 0, 1, 0, 0), Buffer.alloc(16)]), 0)).toBeUndefined();
  });
});
