import { assertNever, type Direction } from '../../../model/index.js';
import type { Observer, ObserverContext } from '../observer.js';
import type { Decided } from './decided.js';
import { decidedBy } from './decisions.js';
import { encryptionGap } from './encryption-gap.js';
import { readSourceDescriptions } from './read-rtcp.js';
import { readStunProperties, type StunReading } from './read-stun-properties.js';
import { sortDatagram } from './sort-datagram.js';

/**
 * Observes the datagrams between one socket of the device and one destination; `observe` is given one whole datagram. Each is a message of its
 * own, its body whole whatever the limits (64 KiB at most): `dns` (ids `c7-d-out1`, `c7-d-in1`), or `datagram` (`c7-g-out1`, …) for STUN and
 * RTCP, with what they name as properties, for RTP and for everything unknown. Datagrams of QUIC and DTLS are not told: a gap is, once for
 * each of the two, at the start or when it first shows. Since several protocols share a connection (RFC 7983), each datagram is looked at by
 * itself. The wire of its messages is always `cleartext`: what is told was readable as it stood. Empty datagrams say nothing.
 *
 * What TURN relays inside its messages is looked at likewise: names add to the message's properties, encryption is a gap.
 * RTP is told as it is. Whether its payload is encrypted (SRTP) cannot be told from it: it is searched, and no gap.
 */
export function createDatagramObserver(context: ObserverContext, opening: Decided): Observer {
  const observer = new DatagramObserver(context, opening);
  return {
    observe: (direction, bytes, now) => observer.observe(direction, bytes, now),
    // Datagrams have no end, and nothing is held back that would have to be flushed.
    end: () => undefined,
    close: () => undefined,
    tick: () => undefined,
  };
}

const unknown = decidedBy(undefined);
const nothing: StunReading = { properties: [], whole: true };
/** Without the padding that may follow (RFC 8656, section 12.5). */
const channelPayload = (bytes: Buffer): Buffer => bytes.subarray(4, 4 + bytes.readUInt16BE(2));

class DatagramObserver {
  readonly #context: ObserverContext;
  readonly #opening: Decided;
  readonly #prefixes: Record<Direction, string>;
  readonly #counts: Record<Direction, { dns: number; other: number }> = {
    'client-to-server': { dns: 0, other: 0 },
    'server-to-client': { dns: 0, other: 0 },
  };
  #quicTold = false;
  #dtlsTold = false;

  constructor(context: ObserverContext, opening: Decided) {
    const { connection } = context;
    this.#context = context;
    this.#opening = opening;
    this.#prefixes = { 'client-to-server': `${connection.id}-g-out`, 'server-to-client': `${connection.id}-g-in` };
    connection.protocol ??= opening.protocol;
    if (opening.protocol === 'quic' || opening.protocol === 'dtls') this.#encrypted(opening.protocol);
  }

  observe(direction: Direction, bytes: Buffer, now: number): void {
    if (bytes.length === 0) return;
    const sort = sortDatagram(this.#opening, bytes);
    switch (sort) {
      case 'quic':
      case 'dtls':
        this.#encrypted(sort);
        break;
      case 'quic-like':
        this.#encrypted('quic');
        this.#tell(this.#nextId(direction), direction, bytes, now, undefined);
        break;
      case 'dns':
        this.#tellDns(direction, bytes, now);
        break;
      case 'stun':
        this.#tellRelaying(direction, bytes, now, readStunProperties(bytes));
        break;
      case 'channel-data':
        this.#tellRelaying(direction, bytes, now, { ...nothing, data: channelPayload(bytes) });
        break;
      case 'rtcp':
        this.#tell(this.#nextId(direction), direction, bytes, now, readSourceDescriptions(bytes));
        break;
      case 'other':
        this.#tell(this.#nextId(direction), direction, bytes, now, undefined);
        break;
      default:
        assertNever(sort);
    }
  }

  #encrypted(protocol: 'quic' | 'dtls'): void {
    if (protocol === 'quic' ? this.#quicTold : this.#dtlsTold) return;
    if (protocol === 'quic') this.#quicTold = true;
    else this.#dtlsTold = true;
    const { connection, sink } = this.#context;
    sink.gap(encryptionGap(connection.id, protocol, this.#opening));
  }

  #nextId(direction: Direction): string {
    this.#counts[direction].other += 1;
    return this.#prefixes[direction] + this.#counts[direction].other;
  }

  #tellDns(direction: Direction, bytes: Buffer, now: number): void {
    const { connection, sink } = this.#context;
    this.#counts[direction].dns += 1;
    sink.message({
      id: `${connection.id}-d-${direction === 'client-to-server' ? 'out' : 'in'}${this.#counts[direction].dns}`,
      connectionId: connection.id,
      kind: 'dns',
      direction,
      startedDateTime: now,
      wire: 'cleartext',
      contentType: 'application/dns-message',
      body: { bytes, size: bytes.length, truncated: false },
    });
  }

  #tellRelaying(direction: Direction, bytes: Buffer, now: number, outer: StunReading): void {
    const inner = outer.data === undefined ? nothing : this.#readRelayed(outer.data);
    const properties = inner.properties.length === 0 ? outer.properties : [...outer.properties, ...inner.properties];
    const id = this.#nextId(direction);
    this.#tell(id, direction, bytes, now, properties.length > 0 ? properties : undefined);
    if (outer.whole && inner.whole) return;
    const { connection, sink } = this.#context;
    // The body was told; but an address that is hidden by XOR would not be found in it.
    const detail = 'STUN: attributes that could not be read';
    sink.gap({ reason: 'undecodable', connectionId: connection.id, messageId: id, location: 'header', detail });
  }

  /** Not deeper than this: TURN within TURN is searched as bytes. */
  #readRelayed(payload: Buffer): StunReading {
    const sort = sortDatagram(unknown, payload);
    if (sort === 'dtls') this.#encrypted('dtls');
    if (sort === 'quic-like') this.#encrypted('quic');
    if (sort === 'stun') return readStunProperties(payload);
    return sort === 'rtcp' ? { properties: readSourceDescriptions(payload) ?? [], whole: true } : nothing;
  }

  #tell(id: string, direction: Direction, bytes: Buffer, now: number, properties: readonly string[] | undefined): void {
    const { connection, sink } = this.#context;
    sink.message({
      id,
      connectionId: connection.id,
      kind: 'datagram',
      direction,
      startedDateTime: now,
      wire: 'cleartext',
      properties,
      body: { bytes, size: bytes.length, truncated: false },
    });
  }
}
