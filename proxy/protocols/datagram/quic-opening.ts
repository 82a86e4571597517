import type { Direction } from '../../../model/index.js';
import { InitialReader } from '../quic/initial-reader.js';
import { isKnownQuicFamily, quicVersion } from '../quic/quic-versions.js';
import { type LongHeader, readLongHeader } from '../quic/read-long-header.js';
import type { Decided } from './decided.js';
import { decidedBy, withHello } from './decisions.js';

/** RFC 9000, section 14.1: a client fills the datagrams of its Initials up to this. */
const smallestInitialDatagram = 1200;

/**
 * The part of the opening that waits for QUIC. A version that we can open is QUIC when an Initial has been; another, when only QUIC uses its
 * number, or when the server answers with the connection IDs exchanged, as only one who understood them would.
 */
export class QuicOpening {
  readonly #initials = new InitialReader();
  /** Something has the form of a known version's packet. */
  #formed = false;
  /** Connection IDs of the last packet of the client in a version that we do not know, as the server would answer with. */
  #expected: { readonly destinationId: Buffer; readonly sourceId: Buffer } | undefined;

  /** Whether the next datagrams may still say more. */
  get waiting(): boolean {
    return this.#formed || this.#expected !== undefined;
  }

  /** `undefined`: not decided by this datagram, which may not be QUIC at all. */
  feed(direction: Direction, datagram: Buffer): Decided | undefined {
    // Headers of RTP look like those of unknown versions, but for this bit.
    if ((datagram[0]! & 0xc0) === 0x80 && !canLackBit(datagram)) return undefined;
    const header = readLongHeader(datagram, 0);
    if (header === undefined) return undefined;
    if (quicVersion(header.version) === undefined) return this.#unknownVersion(direction, datagram, header);
    // RFC 9287: the second bit may be cleared, but without it only what can be opened is taken for QUIC.
    if ((datagram[0]! & 0x40) !== 0) this.#formed = true;
    if (direction === 'server-to-client') return undefined;
    const reading = this.#initials.feed(datagram);
    if (this.#initials.authenticated) this.#formed = true;
    switch (reading.kind) {
      case 'hello':
        return withHello('quic', reading.hello);
      case 'given-up':
        return this.settle();
      case 'more':
        return undefined;
    }
  }

  settle(): Decided | undefined {
    if (this.#initials.authenticated) return withHello('quic', undefined);
    return this.#formed ? { ...decidedBy('quic'), wire: 'cleartext', unproven: true } : undefined;
  }

  #unknownVersion(direction: Direction, datagram: Buffer, header: LongHeader): Decided | undefined {
    const { version, destinationId, sourceId } = header;
    if (direction === 'server-to-client') {
      const expected = this.#expected;
      if (expected?.destinationId.equals(destinationId) !== true) return undefined;
      return version !== 0 || expected.sourceId.equals(sourceId) ? { ...decidedBy('quic'), unproven: true } : undefined;
    }
    if (datagram.length < smallestInitialDatagram || destinationId.length < 8 || version === 0) return undefined;
    if (isKnownQuicFamily(version)) return { ...decidedBy('quic'), unproven: true };
    this.#expected = { destinationId: Buffer.from(sourceId), sourceId: Buffer.from(destinationId) };
    return undefined;
  }
}

/** Version Negotiation (RFC 9000, section 17.2.1), and what RFC 9287 allows in versions that we can open. */
function canLackBit(datagram: Buffer): boolean {
  if (datagram.length < 7) return false;
  const version = datagram.readUInt32BE(1);
  return version === 0 || quicVersion(version) !== undefined;
}
