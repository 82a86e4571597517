import { describe, expect, it } from 'vitest';
import { clientInitialKeys } from '../../../../proxy/protocols/quic/initial-keys.js';
import { openInitial } from '../../../../proxy/protocols/quic/open-initial.js';
import { quicVersion } from '../../../../proxy/protocols/quic/quic-versions.js';
import { readLongHeader } from '../../../../proxy/protocols/quic/read-long-header.js';
import { initialPacket, padding, someDestinationId } from '../../../wire/quic.js';
import { quicVersion1, quicVersion2, vectorCryptoFrame, vectorDestinationId } from '../../../wire/quic-vectors.js';

describe('openInitial', () => {
  const plain = Buffer.concat([vectorCryptoFrame, padding(917)]);

  it.each([quicVersion1, quicVersion2])('opens the published client Initial of version $version, and leaves it as it was', (vectors) => {
    const datagram = Buffer.from(vectors.clientInitial);
    const keys = clientInitialKeys(quicVersion(vectors.version)!, vectorDestinationId);
    expect(openInitial(datagram, 0, readLongHeader(datagram, 0)!, keys)).toEqual(plain);
    expect(datagram).toEqual(vectors.clientInitial);
  });

  it.each([quicVersion1, quicVersion2])(
    'is tested with packets that are the published ones of version $version, byte for byte',
    (vectors) => {
      const { version } = vectors;
      const built = initialPacket({ frames: plain, version, destinationId: vectorDestinationId, packetNumber: 2, packetNumberLength: 4 });
      expect(built).toEqual(vectors.clientInitial);
    },
  );

  it.each([1, 2, 3, 4])('opens packet numbers of %i bytes', (packetNumberLength) => {
    const frames = padding(20);
    const datagram = initialPacket({ frames, packetNumberLength, packetNumber: 0xfe });
    expect(openInitial(datagram, 0, readLongHeader(datagram, 0)!, clientInitialKeys(quicVersion(1)!, someDestinationId))).toEqual(frames);
  });

  it('opens nothing with other keys, of the server, or with a bit changed', () => {
    const keys = clientInitialKeys(quicVersion(1)!, vectorDestinationId);
    const { clientInitial, serverInitial } = quicVersion1;
    const header = readLongHeader(clientInitial, 0)!;
    expect(openInitial(clientInitial, 0, header, clientInitialKeys(quicVersion(1)!, Buffer.of(1)))).toBeUndefined();
    expect(openInitial(clientInitial, 0, header, clientInitialKeys(quicVersion(0x6b3343cf)!, vectorDestinationId))).toBeUndefined();
    expect(openInitial(serverInitial, 0, readLongHeader(serverInitial, 0)!, keys)).toBeUndefined();
    for (const at of [0, 7, 20, 600, 1199]) {
      const changed = Buffer.from(clientInitial);
      changed[at]! ^= 1;
      expect(openInitial(changed, 0, header, keys)).toBeUndefined();
    }
  });
});
